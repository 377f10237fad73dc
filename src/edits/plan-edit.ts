import { ToolError } from "../errors.ts";
import { planPatch } from "../patching/plan-patch.ts";
import type { PlannedPatch } from "../patching/planned-patch.ts";
import type { Task } from "../task.ts";
import { type EditRoom, patchSource } from "./edit-room.ts";
import { findChoices } from "./choices.ts";
import { type FailedPart, failedPart } from "./failed-part.ts";
import { openFileVersions } from "./file-version.ts";
import type { AskedPatch, KeptPlan } from "./kept-plans.ts";
import { findLazyMarkers } from "./lazy-markers.ts";
import { refusePatch } from "./refuse-patch.ts";

/**
 * Plans a patch that can be written as a whole.
 * @throws ToolError with everything that is wrong, and what is right is kept as a plan; STALE
 */
export async function planEdit(
  room: EditRoom,
  asked: AskedPatch,
  maxChars: number,
  task: Task,
): Promise<KeptPlan> {
  const { patch, options } = asked;
  const store = await room.store(task);
  const planned = await planPatch(patchSource(room, store), patch, options, task);
  const versionOf = openFileVersions(room.repository.root);
  const isThere = (path: string): boolean => versionOf(path) !== undefined;
  const failed: readonly FailedPart[] = [
    ...planned.failures.map((failure) => failedPart(patch, failure, isThere)),
    ...findLazyMarkers(patch, planned),
  ].toSorted((a, b) => a.operation - b.operation || (a.hunk ?? -1) - (b.hunk ?? -1));
  if (failed.length === 0) {
    checkAccepted(asked, planned);
    return { ...asked, planned, failed, choices: [] };
  }
  const { plans, retries } = room.memory;
  const choices = findChoices(patch, failed, versionOf);
  const planId = plans.keep({ ...asked, planned, failed, choices });
  const regions = retries.count(failed, versionOf);
  throw refusePatch({ patch, failed, choices, regions, planId, maxChars });
}

/** Places were accepted in one version of a file, and the plan must be made from the same. */
function checkAccepted({ acceptedIn }: AskedPatch, { changes }: PlannedPatch): void {
  const before = new Set(changes.map((change) => ("before" in change ? change.before : undefined)));
  if (changes.length > 0 && acceptedIn.some((sha) => !before.has(sha))) {
    throw stalePlace();
  }
}

/** For a place that was offered in another version of its file. */
function stalePlace(): ToolError {
  return new ToolError(
    "STALE",
    "A file changed since a place in it was offered; nothing was written.",
    "Send the whole patch again: it is matched against the files as they are now.",
  );
}
