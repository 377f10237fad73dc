import { ToolError } from "../errors.ts";
import { compareTrees, readPatch } from "../git/compare-trees.ts";
import { emptyTree } from "../git/empty-tree.ts";
import type { Git } from "../git/open-git.ts";
import { patchPieces } from "../git/patch-pieces.ts";
import type { Task } from "../task.ts";
import { checkStaged } from "./check-staged.ts";
import type { PlannedCommit, StagedCommit } from "./planned-commit.ts";
import { refuseRisks } from "./refuse-risks.ts";

/** A patch beyond this is not looked through, in bytes. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Compares a tree with the last commit and refuses what should not be committed.
 * @throws ToolError NOTHING_TO_COMMIT, PATCH_TOO_LONG, and what the checks throw
 */
export async function lookAt(
  git: Git,
  tree: string,
  { request, status, paths, notes }: PlannedCommit,
  task: Task,
): Promise<StagedCommit> {
  const run = { signal: task.signal, maxBytes };
  const comparison = { from: status.head ?? emptyTree(tree), to: tree, paths: [] };
  const differences = await compareTrees(git, comparison, run);
  if (differences.length === 0) {
    throw new ToolError(
      "NOTHING_TO_COMMIT",
      ["Nothing of what was named differs from the last commit.", ...notes].join(" "),
      "Look at what changed with git_history view diff.",
    );
  }
  await checkStaged(git, new Set(paths), differences, task);
  const { text, complete } = await readPatch(git, comparison, run);
  if (!complete && request.allow.length < 2) {
    throw new ToolError(
      "PATCH_TOO_LONG",
      "The change is too long to be looked through for secrets and conflict markers.",
      'Commit it in parts, or send allow: ["secrets", "conflict_markers"].',
    );
  }
  refuseRisks(patchPieces(text, differences), request.allow);
  return { tree, differences, patch: text };
}
