import { ToolError } from "../errors.ts";
import type { PatchOperation } from "../formats/parsed-patch.ts";
import { checkLink } from "../transaction/check-link.ts";
import { applyDelta } from "./apply-delta.ts";
import { newEntry } from "./entry.ts";
import { checkFree, findGoal } from "./find-goal.ts";
import { isLinkMode, modeOfNew } from "./git-mode.ts";
import type { Planning, Step } from "./planning.ts";
import { AlreadyDone } from "./refusals.ts";
import { textOfNew } from "./text-of-new.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** @throws AlreadyDone, ToolError EXISTS, and as `findGoal` */
export function createFile(planning: Planning, step: Step): void {
  const { operation, index } = step;
  const { slot, path } = findGoal(planning, step, operation.path);
  const isLink = isLinkMode(operation.newMode);
  const bytes = bytesOf(planning, operation, path);
  if (isLink) {
    checkLink(planning.source.root, slot.path, bytes);
  }
  const made = newEntry(isLink ? "link" : "file", modeOfNew(operation.newMode), bytes);
  try {
    checkFree(planning, slot);
  } catch (error) {
    const same = slot.now?.kind === made.kind && slot.now.sha() === made.sha();
    throw same && error instanceof ToolError ? new AlreadyDone(error, true) : error;
  }
  slot.now = made;
  slot.arrived = true;
  slot.operation = index;
}

function bytesOf(
  { endingOf, options }: Planning,
  { hunks, binary, newMode }: PatchOperation,
  path: RepoPath,
): Buffer {
  if (binary !== undefined) {
    return binary.kind === "literal" ? binary.bytes : applyDelta(Buffer.alloc(0), binary.bytes);
  }
  if (isLinkMode(newMode)) {
    return Buffer.from(textOfNew(hunks, "\n").replace(/\n$/u, ""));
  }
  return Buffer.from(textOfNew(hunks, options.match === "exact" ? "\n" : endingOf(path)));
}
