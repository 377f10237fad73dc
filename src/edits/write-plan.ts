import type { Task } from "../task.ts";
import { commitChanges } from "../transaction/commit-changes.ts";
import { planChanges } from "../transaction/plan-changes.ts";
import { renderName } from "../text/visible.ts";
import { quietly } from "../impact/search-callers.ts";
import { editedFiles } from "./edited-files.ts";
import type { EditRoom } from "./edit-room.ts";
import type { ApplyPatchRequest, EditResult } from "./edits.ts";
import type { KeptPlan } from "./kept-plans.ts";
import { lookAfter } from "./look-after.ts";
import { findNewSyntaxErrors, type SyntaxChecked } from "./new-syntax-errors.ts";
import { refuseSyntax } from "./refuse-syntax.ts";
import { showDiff } from "./show-diff.ts";

export interface WriteRequest extends Pick<
  ApplyPatchRequest,
  "dryRun" | "onSyntaxError" | "verify" | "maxChars"
> {
  /** Files whose change is shown because its author has not seen it. */
  readonly shown?: ReadonlySet<string>;
}

/**
 * Writes a plan in which nothing failed, or keeps it for a dry run.
 * @throws ToolError SYNTAX, and what `commitChanges` throws
 */
export async function writePlan(
  room: EditRoom,
  plan: KeptPlan,
  request: WriteRequest,
  task: Task,
): Promise<EditResult> {
  if (plan.planned.changes.length === 0) {
    const notes = [
      "Everything is there already, so nothing was written.",
      ...plan.planned.warnings,
    ];
    return { files: [], added: 0, removed: 0, notes };
  }
  const syntax = await checkSyntax(room, plan, request, task);
  const outcome = request.dryRun
    ? await tryOut(room, plan, task)
    : await commit(room, plan, request, task);
  const { files, warnings } = plan.planned;
  const ofFiles = files.flatMap((file) =>
    file.warnings.map((warning) => `${renderName(file.path)}: ${warning}`),
  );
  return {
    ...outcome,
    files: editedFiles(plan.planned),
    added: files.reduce((sum, { added }) => sum + added, 0),
    removed: files.reduce((sum, { removed }) => sum + removed, 0),
    ...(syntax !== undefined && { syntax }),
    notes: [...warnings, ...ofFiles, ...outcome.notes],
  };
}

async function checkSyntax(
  { repository, memory }: EditRoom,
  plan: KeptPlan,
  { verify, onSyntaxError, maxChars }: WriteRequest,
  task: Task,
): Promise<SyntaxChecked | undefined> {
  const refuses = onSyntaxError === "refuse";
  if (verify === "none" && !refuses) {
    return undefined;
  }
  const { parsing } = repository;
  const syntax = await findNewSyntaxErrors(plan.planned.files, parsing, quietly(task));
  if (refuses && syntax.breaking.length > 0) {
    throw refuseSyntax(syntax.breaking, memory.plans.keep(plan), maxChars);
  }
  return syntax;
}

type Outcome = Pick<EditResult, "editId" | "plan" | "aftermath" | "diff" | "notes">;

async function tryOut(room: EditRoom, plan: KeptPlan, task: Task): Promise<Outcome> {
  const { files, changes } = plan.planned;
  const { notes } = planChanges(await room.store(task), changes);
  const diff = showDiff(files, changes);
  return {
    plan: room.memory.plans.keep(plan),
    diff: diff.text,
    notes: [...notes, ...diff.notes],
  };
}

async function commit(
  room: EditRoom,
  { planned: { files, changes } }: KeptPlan,
  { verify, shown }: WriteRequest,
  task: Task,
): Promise<Outcome> {
  const { editId, notes } = await commitChanges(await room.store(task), changes, task);
  const unseen = files.filter(({ path, matched }) => matched.length > 0 || shown?.has(path));
  const diff = showDiff(unseen, changes);
  const aftermath =
    verify === "types" && editId !== undefined
      ? await lookAfter(room, { editId, files }, task)
      : undefined;
  return {
    ...(editId !== undefined && { editId }),
    ...(aftermath !== undefined && { aftermath }),
    ...(diff.text !== "" && { diff: diff.text }),
    notes: [...notes, ...diff.notes],
  };
}
