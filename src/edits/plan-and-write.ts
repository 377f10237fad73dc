import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import type { EditRoom } from "./edit-room.ts";
import type { EditResult } from "./edits.ts";
import type { AskedPatch } from "./kept-plans.ts";
import { planEdit } from "./plan-edit.ts";
import { writePlan, type WriteRequest } from "./write-plan.ts";

/** Agents send calls side by side, and each may change what the others were planned for. */
const mostTries = 5;

/**
 * Plans a patch and writes it. When another edit comes in between, the patch is planned again: what counts is that its
 * hunks fit what is there when it is written.
 *
 * @throws ToolError what `planEdit` and `writePlan` throw
 */
export async function planAndWrite(
  room: EditRoom,
  asked: AskedPatch,
  request: WriteRequest,
  task: Task,
): Promise<EditResult> {
  for (let tries = 1; ; tries += 1) {
    const plan = await planEdit(room, asked, request.maxChars, task);
    try {
      return await writePlan(room, plan, request, task);
    } catch (error) {
      if (!isOvertaken(error) || tries === mostTries) {
        throw error;
      }
    }
  }
}

/** Whether a file is no longer what a plan was made for; nothing was written then. */
export function isOvertaken(error: unknown): error is ToolError {
  return error instanceof ToolError && overtaken.has(error.code);
}

const overtaken: ReadonlySet<string> = new Set([
  "CONFLICT",
  "STALE",
  "EXISTS",
  "NOT_FOUND",
  "EDIT_REFUSED",
]);
