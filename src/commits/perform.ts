import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { withLiteralPaths } from "../git/compare-trees.ts";
import { diffOptions } from "../git/diff-options.ts";
import { gitText } from "../git/git-text.ts";
import type { Git } from "../git/open-git.ts";
import { withEnvironment } from "../git/with-environment.ts";
import type { Task } from "../task.ts";
import type { CommitRoom } from "./commit-room.ts";
import type { CommitResult } from "./commits.ts";
import { lookAt } from "./look-at.ts";
import { makeCommit } from "./make-commit.ts";
import type { PlannedCommit } from "./planned-commit.ts";
import { stageTree } from "./stage-tree.ts";

/**
 * Stages what is planned in an index and among objects of its own and looks at it; what passes is staged again among
 * the repository's objects and committed. So a dry run and a refusal leave nothing behind, not even a secret.
 */
export async function perform(
  room: CommitRoom,
  planned: PlannedCommit,
  task: Task,
): Promise<CommitResult> {
  const { git, request, status } = planned;
  const folder = mkdtempSync(join(tmpdir(), "repowright-commit-"));
  try {
    const trial = trialGit(git, folder);
    const staging = { ...planned, head: status.head };
    const tree = await stageTree(trial, staging, task);
    const staged = await lookAt(trial, tree, planned, task);
    const left = await findLeft(trial, planned, task);
    const common = { branch: status.branch, files: staged.differences, ...left };
    if (request.dryRun) {
      return { ...common, diff: staged.patch, notes: notesOf(planned) };
    }
    const made = await makeCommit(room, { planned, staged, folder, staging }, task);
    return { ...common, ...made, notes: [...made.notes, ...notesOf(planned)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** git with an index and a place for objects of its own, in front of the repository's. */
function trialGit(git: Git, folder: string): Git {
  const objects = join(folder, "objects");
  mkdirSync(objects);
  return withEnvironment(git, {
    GIT_INDEX_FILE: join(folder, "trial-index"),
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(git.commonDir, "objects"),
  });
}

/** What stays uncommitted. */
async function findLeft(
  git: Git,
  { status, paths, gone, edits }: PlannedCommit,
  { signal }: Task,
): Promise<Pick<CommitResult, "remaining" | "stagedElsewhere">> {
  const whole = new Set([...paths, ...gone]);
  const edited = new Set(edits.map(({ path }) => path));
  const others = status.paths.filter(({ path }) => !whole.has(path) && !edited.has(path));
  const args = ["diff", ...diffOptions, "--name-only", "-z", "--"];
  const rest =
    edited.size === 0
      ? ""
      : gitText((await git.run([...args, ...edited], withLiteralPaths({ signal }))).bytes).text;
  const stillEdited = rest.split("\0").filter(Boolean);
  const staged = others.filter((one) => one.staged !== ".");
  return {
    remaining: [...others.map(({ path }) => path), ...stillEdited].toSorted(),
    stagedElsewhere: staged.map(({ path }) => path),
  };
}

function notesOf({ status, notes }: PlannedCommit): readonly string[] {
  return [
    ...(status.branch === undefined
      ? ["HEAD is detached: the commit is on no branch, and a later checkout leaves it behind."]
      : []),
    ...notes,
    ...(status.outside === 0
      ? []
      : [`Changed paths outside of the root were left alone: ${status.outside}.`]),
    ...(status.unnameable === 0
      ? []
      : [`Changed paths whose names cannot be told were left out: ${status.unnameable}.`]),
  ];
}
