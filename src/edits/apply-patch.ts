import { ToolError } from "../errors.ts";
import { parsePatch } from "../formats/parse-patch.ts";
import type { ParsedPatch } from "../formats/parsed-patch.ts";
import { planPatch } from "../patching/plan-patch.ts";
import type { Task } from "../task.ts";
import { amendPatch } from "./amend-patch.ts";
import { acceptChoices } from "./choices.ts";
import { type EditRoom, patchSource } from "./edit-room.ts";
import type { ApplyPatchRequest, EditResult } from "./edits.ts";
import { openFileVersions } from "./file-version.ts";
import type { KeptPlan, PlanOptions } from "./kept-plans.ts";
import { isOvertaken, planAndWrite } from "./plan-and-write.ts";
import { writePlan } from "./write-plan.ts";

/**
 * Applies a patch as a whole, or goes on with one that was kept: writes it, replaces what failed in it, or takes places
 * that were offered.
 *
 * @throws ToolError what `parsePatch` and `planAndWrite` throw, PLAN_NOT_FOUND, AMEND_MISMATCH,
 * CHOICE_NOT_FOUND, STALE
 */
export async function applyPatch(
  room: EditRoom,
  request: ApplyPatchRequest,
  task: Task,
): Promise<EditResult> {
  const kept = request.plan === undefined ? undefined : room.memory.plans.get(request.plan);
  const options: PlanOptions = {
    match: request.match ?? kept?.options.match ?? "safe",
    overwrite: request.overwrite ?? kept?.options.overwrite ?? false,
  };
  if (
    kept !== undefined &&
    isWhole(kept) &&
    request.patch === undefined &&
    request.accept === undefined
  ) {
    return await writeKept(room, kept, request, task);
  }
  const patch = patchOf(room, kept, request);
  const accepted = new Set(request.accept);
  const taken = kept?.choices.filter(({ id }) => accepted.has(id)) ?? [];
  const acceptedIn = [...(kept?.acceptedIn ?? []), ...taken.map(({ sha }) => sha)];
  const shown = new Set(taken.map(({ path }) => path));
  return await planAndWrite(room, { patch, options, acceptedIn }, { ...request, shown }, task);
}

/** Whether a plan was not written because nobody asked for it yet, or for reasons the agent may overrule. */
function isWhole({ planned }: KeptPlan): boolean {
  return planned.failures.length === 0;
}

function patchOf(
  { repository }: EditRoom,
  kept: KeptPlan | undefined,
  { patch, accept }: ApplyPatchRequest,
): ParsedPatch {
  if (kept === undefined) {
    return parsePatch(patch ?? "", {});
  }
  if (accept !== undefined) {
    return acceptChoices(kept.patch, kept.choices, accept, openFileVersions(repository.root));
  }
  return patch === undefined ? kept.patch : amendPatch(kept, parsePatch(patch, amendedPath(kept)));
}

/** Hunks alone are enough where everything that failed is in one file. */
function amendedPath({ failed }: KeptPlan): { readonly path?: string } {
  const [path, ...others] = new Set(failed.map((part) => part.path));
  return path === undefined || others.length > 0 ? {} : { path };
}

/** Exactly what the plan showed, or nothing. */
async function writeKept(
  room: EditRoom,
  kept: KeptPlan,
  request: ApplyPatchRequest,
  task: Task,
): Promise<EditResult> {
  try {
    return await writePlan(room, kept, request, task);
  } catch (error) {
    if (!isOvertaken(error)) {
      throw error;
    }
    const store = await room.store(task);
    const now = await planPatch(patchSource(room, store), kept.patch, kept.options, task);
    if (now.alreadyApplied) {
      return await writePlan(room, { ...kept, planned: now }, request, task);
    }
    throw new ToolError(
      "STALE",
      `${error.message} The plan was made for another state.`,
      "Send the patch again, without plan: it is matched against the files as they are now.",
      { cause: error },
    );
  }
}
