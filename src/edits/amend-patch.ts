import type { ParsedPatch, PatchOperation } from "../formats/parsed-patch.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { amendMismatch } from "./amend-mismatch.ts";
import type { FailedPart } from "./failed-part.ts";
import type { KeptPlan } from "./kept-plans.ts";
import { type ReplacedHunk, replaceHunks } from "./replace-hunks.ts";

type Plan = Pick<KeptPlan, "patch" | "failed">;

/**
 * The patch of a plan with what failed sent again. The rule, as agents are told it: of each file that is sent, all its
 * failed hunks, in order; a single failed hunk may become several. A file that could not be used at all is replaced by
 * the one sent, also under another name when there is just one of each. Nothing that was sent before is ever lost.
 *
 * @throws ToolError AMEND_MISMATCH
 */
export function amendPatch(plan: Plan, sent: ParsedPatch): ParsedPatch {
  const { patch } = plan;
  const replaced: ReplacedHunk[] = [];
  const operations = [...patch.operations];
  if (sent.folder !== patch.folder) {
    throw amendMismatch(plan, "The folder that paths start from is another one");
  }
  for (const operation of sent.operations) {
    const parts = partsOf(plan, operation);
    const [part] = parts.length > 0 ? parts : strayOf(plan, sent);
    if (part === undefined) {
      throw amendMismatch(plan, `Nothing failed in ${quotePath(operation.path)}`);
    }
    if (part.hunk === undefined || isOtherwise(operation, part, plan)) {
      checkWhole(operation, part, plan);
      operations[part.operation] = operation;
    } else {
      replaced.push(...pairs(operation, parts, plan));
    }
  }
  const amended = replaceHunks({ ...patch, operations }, replaced);
  return {
    ...amended,
    warnings: [...new Set([...patch.warnings, ...sent.warnings])],
  };
}

/** What failed in the file that an operation names; it may be spelt with other first folders if only one file is like it. */
function partsOf({ patch, failed }: Plan, { path, to }: PatchOperation): readonly FailedPart[] {
  const names = [path, to].flatMap((name) => (name === undefined ? [] : plain(name)));
  const known = failed.map((part) => {
    const before = patch.operations[part.operation];
    const all = [part.path, before?.path, before?.to];
    return { part, names: all.flatMap((name) => (name === undefined ? [] : plain(name))) };
  });
  const exact = known.filter((one) => one.names.some((name) => names.includes(name)));
  const alike = known.filter((one) =>
    one.names.some((name) =>
      names.some((mine) => mine.endsWith(`/${name}`) || name.endsWith(`/${mine}`)),
    ),
  );
  const isOneFile = new Set(alike.map(({ part }) => part.path)).size === 1;
  const found = exact.length > 0 ? exact : isOneFile ? alike : [];
  return found.map(({ part }) => part);
}

function plain(name: string): string {
  return name.replaceAll("\\", "/").replace(/^(?:\.\/)+/u, "");
}

/** The one file that could not be used, for the one file sent in which nothing failed. */
function strayOf(plan: Plan, sent: ParsedPatch): readonly FailedPart[] {
  const whole = plan.failed.filter(({ hunk }) => hunk === undefined);
  const strays = sent.operations.filter((one) => partsOf(plan, one).length === 0);
  return whole.length === 1 && strays.length === 1 ? whole : [];
}

/** Whether something else is to be done to the file than before: deleting it instead of changing it. */
function isOtherwise(sent: PatchOperation, part: FailedPart, { patch }: Plan): boolean {
  const before = patch.operations[part.operation];
  return sent.op !== "update" && (sent.op !== before?.op || sent.to !== before.to);
}

/** An operation may take the place of another if none of its hunks is lost by that. */
function checkWhole(sent: PatchOperation, part: FailedPart, plan: Plan): void {
  const before = plan.patch.operations[part.operation]?.hunks ?? [];
  const open = plan.failed.filter(({ operation }) => operation === part.operation);
  const isOpen =
    part.hunk === undefined || before.every((_, hunk) => open.some((one) => one.hunk === hunk));
  const isLess = sent.op === "update" && sent.hunks.length < before.length;
  if (!isOpen || isLess) {
    throw amendMismatch(
      plan,
      `What was sent for ${quotePath(sent.path)} leaves out hunks of before`,
    );
  }
}

function pairs(
  { path, hunks }: PatchOperation,
  parts: readonly FailedPart[],
  plan: Plan,
): readonly ReplacedHunk[] {
  const places = uniquePlaces(parts);
  const [first] = places;
  if (first !== undefined && places.length === 1 && hunks.length > 0) {
    return [{ ...first, by: hunks }];
  }
  if (places.length !== hunks.length) {
    throw amendMismatch(
      plan,
      `${quotePath(path)} came with ${hunks.length} hunks, where ${places.length} failed`,
    );
  }
  return places.map((place, index) => ({ ...place, by: hunks.slice(index, index + 1) }));
}

/** In the order of the patch; a hunk can have failed twice. */
function uniquePlaces(parts: readonly FailedPart[]): readonly Omit<ReplacedHunk, "by">[] {
  const places = parts.flatMap(({ operation, hunk }) =>
    hunk === undefined ? [] : [{ operation, hunk }],
  );
  const byKey = new Map(places.map((place) => [`${place.operation} ${place.hunk}`, place]));
  return [...byKey.values()].toSorted((a, b) => a.operation - b.operation || a.hunk - b.hunk);
}
