import type { RepoPath } from "../workspace/repo-path.ts";
import { checkLink } from "../transaction/check-link.ts";
import { depart, readsBefore } from "./depart.ts";
import type { Entry } from "./entry.ts";
import { checkFree, findGoal, newNameOf } from "./find-goal.ts";
import { missing, readSource } from "./get-source.ts";
import { newContent } from "./new-content.ts";
import type { Planning, Step } from "./planning.ts";
import { AlreadyDone, HunksRefused } from "./refusals.ts";
import { withWarnings } from "./update-file.ts";
import type { Slot } from "./virtual-tree.ts";

/**
 * Renames or copies a file or link, and changes it on the way. To move a file to where it is changes it only.
 *
 * @throws HunksRefused, AlreadyDone, ToolError NOT_FOUND, EXISTS, and as `readSource` and `newContent`
 */
export async function moveFile(planning: Planning, step: Step): Promise<void> {
  const { operation, index } = step;
  const { format } = planning.patch;
  const source = readSource(planning, operation, (slot) =>
    readsBefore(slot, format) || (operation.op === "copy" && format === "git")
      ? (slot.before ?? slot.now)
      : slot.now,
  );
  if (source === undefined) {
    throw await missingOrMoved(planning, step);
  }
  const { slot, entry, warnings } = source;
  const goal = findGoal(planning, step, newNameOf(step));
  const isSame = goal.slot === slot;
  if (!isSame) {
    checkFree(planning, goal.slot);
  }
  const made = await newContent(planning, step, { path: slot.path, entry });
  if (made.kind === "link" && made.edits.length > entry.edits.length) {
    checkLink(planning.source.root, goal.slot.path, made.bytes());
  }
  const moved = withWarnings(withOrigin(made, entry, slot, operation.op), warnings);
  const place = isSame && goal.path !== slot.path ? planning.tree.respell(goal.path) : goal.slot;
  if (operation.op === "rename" && place !== slot) {
    depart(slot, format);
  }
  place.now = place === slot ? withWarnings(made, warnings) : moved;
  place.arrived ||= place !== slot;
  place.operation = index;
}

function withOrigin(made: Entry, entry: Entry, slot: Slot, op: string): Entry {
  const path: RepoPath | undefined =
    entry.origin?.path ?? (slot.before === undefined ? undefined : slot.path);
  const by = op === "copy" || entry.origin?.by === "copy" ? "copy" : "rename";
  return path === undefined ? made : { ...made, origin: { path, by } };
}

/** The source is missing; the file may have been moved by the same patch before. */
async function missingOrMoved(planning: Planning, step: Step): Promise<Error> {
  const error = await missing(planning, step.operation);
  const { slot, path } = findGoal(planning, step, newNameOf(step));
  if (slot.now === undefined || slot.arrived) {
    return error;
  }
  try {
    await newContent(planning, step, { path, entry: slot.now });
  } catch (refused) {
    const isDone = refused instanceof HunksRefused && refused.isDone;
    return isDone ? new AlreadyDone(error, true) : error;
  }
  return step.operation.hunks.length === 0 ? new AlreadyDone(error, false) : error;
}
