import { ToolError } from "../errors.ts";
import { gitFailure } from "../git/git-failure.ts";
import type { Git } from "../git/open-git.ts";
import { readStatus, type Status } from "../git/read-status.ts";
import type { Task } from "../task.ts";
import { withEditLock } from "../transaction/edit-lock.ts";
import type { EditStore } from "../transaction/edit-store.ts";
import type { CommitRoom } from "./commit-room.ts";
import type { CommitRequest, CommitResult } from "./commits.ts";
import { readEditContents } from "./edit-contents.ts";
import { findNamedChanges, listed } from "./named-changes.ts";
import { refuseFilters } from "./refuse-filters.ts";
import { refuseInProgress } from "./refuse-in-progress.ts";
import { perform } from "./perform.ts";
import type { PlannedCommit } from "./planned-commit.ts";

/**
 * Commits the changes of named paths and edits and nothing else, or tells what it would commit. What else is staged
 * stays so, and no branch but the current one moves. Whoever is killed on the way leaves the branch as it was or as it
 * is to be.
 *
 * @throws ToolError and nothing was committed: GIT_UNAVAILABLE, OPERATION_IN_PROGRESS, UNMERGED, NOTHING_TO_COMMIT,
 * SECRETS_FOUND, CONFLICT_MARKERS_FOUND, FILTER_NOT_RUN, IDENTITY_MISSING, HEAD_MOVED, HOOK_FAILED, and what is wrong
 * with paths and edits
 */
export async function commitChanges(
  room: CommitRoom,
  request: CommitRequest,
  task: Task,
): Promise<CommitResult> {
  const git = await room.openGit(task.signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "GIT_UNAVAILABLE",
      `Nothing can be committed: ${git.unavailable}`,
      "Ask the user to make it a git repository.",
    );
  }
  refuseInProgress(git);
  try {
    return await commitIn(git, room, request, task);
  } catch (error) {
    throw gitFailure(error);
  }
}

async function commitIn(
  git: Git,
  room: CommitRoom,
  request: CommitRequest,
  task: Task,
): Promise<CommitResult> {
  if (request.dryRun) {
    const store = await room.findStore(task.signal);
    return await perform(room, await plan(git, store, request, task), task);
  }
  const store = await room.store(task);
  // An edit in the middle of its writing would be committed by half.
  return await withEditLock(
    store,
    task,
    async () => await perform(room, await plan(git, store, request, task), task),
  );
}

async function plan(
  git: Git,
  store: EditStore,
  request: CommitRequest,
  task: Task,
): Promise<PlannedCommit> {
  const status = await readStatus(git, { signal: task.signal });
  refuseUnmerged(status);
  const named = await findNamedChanges(git, status, request.paths, task);
  const edits = readEditContents(store, request.editIds);
  const inEdits = [...new Set(edits.map(({ path }) => path))];
  refuseStaged(status, new Set(inEdits));
  await refuseFilters(git, [...new Set([...named.paths, ...inEdits])], task);
  // A path that is named as a whole has the hunks of its edits, too.
  const whole = new Set<string>([...named.paths, ...named.gone]);
  return {
    git,
    request,
    status,
    paths: named.paths,
    gone: named.gone,
    edits: edits.filter(({ path }) => !whole.has(path)),
    notes: named.notes,
  };
}

/** @throws ToolError UNMERGED */
function refuseUnmerged({ paths }: Status): void {
  const unmerged = paths.filter(({ kind }) => kind === "unmerged");
  if (unmerged.length > 0) {
    throw new ToolError(
      "UNMERGED",
      `There are conflicts that are not settled, so nothing was committed: ${listed(unmerged.map(({ path }) => path))}.`,
      "Settle them, then ask the user to run git add on these files.",
    );
  }
}

/** @throws ToolError STAGED_ALREADY */
function refuseStaged({ paths }: Status, edited: ReadonlySet<string>): void {
  const staged = paths.filter((one) => one.staged !== "." && edited.has(one.path));
  if (staged.length > 0) {
    throw new ToolError(
      "STAGED_ALREADY",
      `Parts of these files are staged already, so hunks of an edit cannot be committed alone: ${listed(staged.map(({ path }) => path))}.`,
      "Name the paths instead; then all that changed in the files is committed.",
    );
  }
}
