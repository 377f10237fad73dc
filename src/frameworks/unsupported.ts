import { ToolError } from "../errors.ts";
import type { RunRequest } from "./framework.ts";

/**
 * A selection that the framework cannot make.
 *
 * @param next what it can select by instead, as a sentence
 */
export function unsupported(message: string, next: string): ToolError {
  return new ToolError("UNSUPPORTED_SELECTION", message, next);
}

/** Says so where there is nothing that `update_snapshots` could mean. */
export function withoutSnapshots(request: RunRequest, title: string): string[] {
  return request.updateSnapshots
    ? [`${title} has no snapshots of its own; nothing is updated.`]
    : [];
}
