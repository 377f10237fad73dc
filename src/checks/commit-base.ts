import { ToolError } from "../errors.ts";
import { type FileChange, findChanges } from "../git/find-changes.ts";
import { type Environment } from "../git/git-environment.ts";
import { type Git, openGit } from "../git/open-git.ts";
import { readBlobs } from "../git/read-blobs.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import type { Task } from "../task.ts";
import { findInside } from "../workspace/find-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { BaseState } from "./base-state.ts";
import { findMoves } from "./find-moves.ts";

/**
 * The state of a commit.
 * @param ref comes from the model
 * @throws ToolError NO_GIT, BASE_NOT_READABLE, and what `resolveCommit` throws
 */
export async function commitBase(
  root: string,
  environment: Environment,
  ref: string,
  { signal }: Task,
): Promise<BaseState> {
  const git = await openGit(root, environment, signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "NO_GIT",
      `There is no git repository to compare with: ${git.unavailable}`,
      "Leave since out.",
    );
  }
  const commit = await resolveCommit(git, ref, signal);
  const changes = await findChanges(git, commit, signal);
  const files = await filesThen(git, changes.files, signal);
  return {
    title: `${ref} (${commit.slice(0, 7)})`,
    files,
    moves: movesOf(root, changes.files, files),
    notes: [
      ...(changes.unnameable === 0
        ? []
        : [`${changes.unnameable} changed files have names that are not UTF-8 and count as new.`]),
      ...(git.filters.length === 0
        ? []
        : ["The repository configures git filters, which were not run on the base."]),
    ],
  };
}

async function filesThen(
  git: Git,
  changes: readonly FileChange[],
  signal: AbortSignal,
): Promise<Map<RepoPath, Buffer | undefined>> {
  const blobs = await readBlobs(
    git,
    changes.flatMap(({ oldBlob }) => oldBlob ?? []),
    signal,
  );
  const files = new Map<RepoPath, Buffer | undefined>();
  for (const { path } of changes) {
    const now = findInside(git.root, path ?? "");
    if (now !== undefined) {
      files.set(now, undefined);
    }
  }
  for (const { oldPath, oldBlob } of changes) {
    const then = findInside(git.root, oldPath ?? "");
    const bytes = blobs.get(oldBlob ?? "");
    if (then !== undefined && bytes === undefined) {
      throw new ToolError(
        "BASE_NOT_READABLE",
        `What ${quotePath(then)} held then is not in this clone, or the changes are too large to read.`,
        "Send a nearer commit as since, or fetch the whole history.",
      );
    }
    if (then !== undefined) {
      files.set(then, bytes);
    }
  }
  return files;
}

/** git tells those that its index knows of; a file that was just moved is not in it. */
function movesOf(
  root: string,
  changes: readonly FileChange[],
  files: ReadonlyMap<RepoPath, Buffer | undefined>,
): ReadonlyMap<RepoPath, RepoPath> {
  const told = changes.flatMap(({ path, oldPath }): (readonly [RepoPath, RepoPath])[] => {
    const [now, then] = [findInside(root, path ?? ""), findInside(root, oldPath ?? "")];
    return now === undefined || then === undefined || now === then ? [] : [[now, then]];
  });
  return findMoves(root, files, new Map(told));
}
