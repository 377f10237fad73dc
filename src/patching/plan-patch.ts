import { ToolError } from "../errors.ts";
import type { ParsedPatch } from "../formats/parsed-patch.ts";
import type { Task } from "../task.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { changesOf } from "./changes-of.ts";
import { checkFolders } from "./check-folders.ts";
import { checkSigns } from "./check-signs.ts";
import { failuresOf } from "./failures-of.ts";
import type { PatchOptions, PatchSource } from "./patch-source.ts";
import { planOperation } from "./plan-operation.ts";
import type { PlannedPatch } from "./planned-patch.ts";
import { plannedFiles } from "./planned-files.ts";
import { openPlanning, type Planning, type Step } from "./planning.ts";
import { AlreadyDone, HunksRefused } from "./refusals.ts";

/**
 * Works out what a patch would do to the tree as it is, and writes nothing. Every operation is tried, so that all
 * that is wrong is reported together.
 *
 * @throws ToolError when the patch as a whole makes no sense here: its folder leads out of the root, or its names fit
 * two sets of files
 */
export async function planPatch(
  source: PatchSource,
  patch: ParsedPatch,
  options: PatchOptions,
  task: Task,
): Promise<PlannedPatch> {
  const planning = openPlanning(source, patch, options, task);
  const refused = await runAll(planning);
  const slots = planning.tree.slots();
  const alreadyApplied = options.match === "safe" && wasDone(patch, refused);
  const failures = alreadyApplied ? [] : refused.flatMap((one) => failuresOf(planning, one));
  return {
    changes: refused.length > 0 ? [] : changesOf(slots),
    files: plannedFiles(slots),
    failures,
    alreadyApplied,
    warnings: patch.warnings,
  };
}

/** An operation that cannot be done, and why. */
interface Refused extends Step {
  readonly error: AlreadyDone | HunksRefused | ToolError;
}

async function runAll(planning: Planning): Promise<readonly Refused[]> {
  const { patch, task } = planning;
  const refused: Refused[] = [];
  for (const [index, operation] of patch.operations.entries()) {
    task.signal.throwIfAborted();
    const step = { index, operation };
    try {
      await planOperation(planning, step);
    } catch (error) {
      refused.push({ ...step, error: refusal(error) });
    }
    if (index % operationsPerTurn === operationsPerTurn - 1) {
      task.progress(index, patch.operations.length, "planning the patch");
      await nextTurn();
    }
  }
  return [...refused, ...problemsOfAll(planning)];
}

/** Few enough that a cancelled call stops at once. */
const operationsPerTurn = 20;

function refusal(error: unknown): Refused["error"] {
  if (error instanceof AlreadyDone || error instanceof HunksRefused || error instanceof ToolError) {
    return error;
  }
  throw error;
}

function problemsOfAll({ source, tree, patch: { operations } }: Planning): readonly Refused[] {
  const slots = tree.slots();
  const problems = [...checkFolders(source, slots), ...checkSigns(operations, slots)];
  return problems.flatMap(({ operation: index, error }) => {
    const operation = operations[index];
    return operation === undefined ? [] : [{ index, operation, error }];
  });
}

/** Whether the patch was applied before: all of it, and some of what it brings is there. */
function wasDone({ operations }: ParsedPatch, refused: readonly Refused[]): boolean {
  return (
    refused.length === operations.length &&
    refused.every(
      ({ error }) =>
        error instanceof AlreadyDone || (error instanceof HunksRefused && error.isDone),
    ) &&
    refused.some(({ error }) => !(error instanceof AlreadyDone) || error.isProof)
  );
}
