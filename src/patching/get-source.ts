import { ToolError } from "../errors.ts";
import type { PatchOperation } from "../formats/parsed-patch.ts";
import { pathsLike } from "../repository/paths-like.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Entry } from "./entry.ts";
import { type FoundSource, findSource } from "./find-source.ts";
import { isLinkMode } from "./git-mode.ts";
import { type Planning, searchIn } from "./planning.ts";
import type { Slot } from "./virtual-tree.ts";

export interface Source {
  readonly slot: Slot;
  readonly entry: Entry;
  readonly warnings: readonly string[];
}

/**
 * The file that an operation starts from.
 *
 * @param read what of the slot it reads
 * @returns undefined when there is none
 * @throws ToolError IS_DIRECTORY, NOT_A_REGULAR_FILE, STALE, and as `findSource`
 */
export function readSource(
  planning: Planning,
  operation: PatchOperation,
  read: (slot: Slot) => Entry | undefined,
): Source | undefined {
  const { options } = planning;
  const follow =
    options.match === "safe" && operation.op === "update" && !isLinkMode(operation.oldMode);
  const search = searchIn(planning, follow, (slot) => read(slot) !== undefined);
  const found = findSource(operation, search);
  if (found === undefined) {
    return undefined;
  }
  const { slot } = found;
  const entry = read(slot);
  if (entry === undefined) {
    throw notAFile(slot);
  }
  checkKind(slot.path, entry, operation);
  checkExpected(options.expected, slot);
  return { slot, entry, warnings: [...found.warnings, ...followed(found)] };
}

/** That there is no such file, with those that may have been meant. */
export async function missing(
  { source, task }: Planning,
  { path }: PatchOperation,
): Promise<ToolError> {
  const like = pathsLike(path, (await source.findFiles?.(task)) ?? []).map(quotePath);
  return new ToolError(
    "NOT_FOUND",
    `There is no file ${quotePath(path)}.`,
    like.length === 0
      ? "Check the path, or search for the name."
      : `Did you mean ${like.join(" or ")}?`,
  );
}

function notAFile({ path, other }: Slot): ToolError {
  return other === "folder"
    ? new ToolError("IS_DIRECTORY", `${quotePath(path)} is a folder.`, "Name the files in it.")
    : new ToolError(
        "NOT_A_REGULAR_FILE",
        `${quotePath(path)} is a pipe, socket or device.`,
        "Only regular files and links can be changed.",
      );
}

/** A patch with modes says whether it is about a link or a file. */
function checkKind(path: RepoPath, { kind }: Entry, { oldMode, newMode }: PatchOperation): void {
  const mode = oldMode ?? newMode;
  if (mode !== undefined && isLinkMode(mode) !== (kind === "link")) {
    throw new ToolError(
      "STALE",
      `${quotePath(path)} is a ${kind}, and the patch was made for a ${kind === "link" ? "file" : "link"}.`,
      "Look at it again and make the patch anew.",
    );
  }
}

/** @throws ToolError STALE */
export function checkExpected(
  expected: ReadonlyMap<RepoPath, string> | undefined,
  { path, before }: Slot,
): void {
  const sha = expected?.get(path);
  if (sha !== undefined && before?.sha() !== sha) {
    throw new ToolError(
      "STALE",
      `${quotePath(path)} is no longer what the patch was made for.`,
      "Read it again and make the patch anew.",
    );
  }
}

function followed({ link, slot }: FoundSource): readonly string[] {
  return link === undefined
    ? []
    : [`${quotePath(link)} is a link; ${quotePath(slot.path)}, which it leads to, is changed.`];
}
