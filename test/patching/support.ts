import { parsePatch } from "../../src/formats/parse-patch.ts";
import type { PatchOptions } from "../../src/patching/patch-source.ts";
import { planPatch } from "../../src/patching/plan-patch.ts";
import type { PlannedPatch } from "../../src/patching/planned-patch.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { storeAt, task, treeAt } from "../transaction/support.ts";

export async function plan(
  root: string,
  patch: string,
  options: Partial<PatchOptions> = {},
): Promise<PlannedPatch> {
  return await planPatch({ root }, parsePatch(patch, {}), { match: "safe", ...options }, task);
}

/** What is wrong with a patch: `CODE path: message Next: what to do`. Asks for a refusal that leaves the tree alone. */
export async function refusal(
  root: string,
  patch: string,
  options?: Partial<PatchOptions>,
): Promise<readonly string[]> {
  const before = treeAt(root);
  const { failures, changes } = await plan(root, patch, options);
  if (changes.length > 0 || treeAt(root).join("\n") !== before.join("\n")) {
    return ["It was not refused."];
  }
  return failures.map(
    ({ code, path, message, next }) => `${code} ${path}: ${message} Next: ${next}`,
  );
}

/** Writes what a patch does, and answers its failures, or the tree as `treeAt` shows it. */
export async function apply(
  root: string,
  patch: string,
  options?: Partial<PatchOptions>,
): Promise<readonly string[]> {
  const { failures, changes } = await plan(root, patch, options);
  if (failures.length > 0) {
    return failures.map(({ code, path, message }) => `${code} ${path}: ${message}`);
  }
  await commitChanges(storeAt(root), changes, task);
  return treeAt(root);
}

/** A V4A patch of these lines. */
export function v4a(...lines: readonly string[]): string {
  return ["*** Begin Patch", ...lines, "*** End Patch", ""].join("\n");
}

/** Lines as a text; the last one has a line ending. */
export function text(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
