import { join } from "node:path";

import { ToolError } from "../errors.ts";
import type { Git } from "../git/open-git.ts";
import { trustingEnvironment } from "../git/trusting-environment.ts";
import { withEnvironment } from "../git/with-environment.ts";
import type { Task } from "../task.ts";
import type { CommitRoom } from "./commit-room.ts";
import type { CommitResult } from "./commits.ts";
import { findHooks, messageAfterHooks, runHook } from "./hooks.ts";
import { getIdentity } from "./identity.ts";
import { lookAt } from "./look-at.ts";
import type { PlannedCommit, StagedCommit } from "./planned-commit.ts";
import { stageTree, type Staging, writeTree } from "./stage-tree.ts";
import { syncIndex } from "./sync-index.ts";
import { moveBranch, writeCommit } from "./write-commit.ts";

interface ReadyCommit {
  readonly planned: PlannedCommit;
  readonly staging: Staging;
  readonly staged: StagedCommit;
  /** For files of ours. */
  readonly folder: string;
}

type Made = Pick<CommitResult, "files" | "notes"> & { readonly commit: string };

/** Commits what has passed every look. */
export async function makeCommit(room: CommitRoom, ready: ReadyCommit, task: Task): Promise<Made> {
  const { planned, staging, folder } = ready;
  const git = withEnvironment(planned.git, {
    ...getIdentity(planned.git.settings, room.environment),
    GIT_INDEX_FILE: join(folder, "index"),
  });
  const tree = await stageTree(git, staging, task);
  if (tree !== ready.staged.tree) {
    throw new ToolError(
      "FILE_CHANGED",
      "Files changed while they were committed; nothing was committed.",
      "Send the same call again.",
    );
  }
  return room.runsHooks
    ? await commitWithHooks(git, room, ready, task)
    : await commitAlone(git, ready, task);
}

async function commitAlone(git: Git, { planned, staged }: ReadyCommit, task: Task): Promise<Made> {
  const message = withLineEnd(planned.request.message);
  const commit = await finish(git, { planned, staged, message, signer: undefined }, task);
  const hooks = findHooks(git);
  return {
    commit,
    files: staged.differences,
    notes: [
      ...(hooks.length === 0 ? [] : [`Hooks were not run: ${hooks.join(", ")}.`]),
      ...(wantsSignature(git) ? ["The commit is not signed; that needs --git-hooks."] : []),
    ],
  };
}

/** As `git commit` does it, but for the branch, which moves only from the commit that was looked at. */
async function commitWithHooks(
  git: Git,
  { environment }: CommitRoom,
  { planned, staged, folder }: ReadyCommit,
  task: Task,
): Promise<Made> {
  const { GIT_INDEX_FILE: _index, ...identity } = getIdentity(git.settings, environment);
  const trusting = withEnvironment(git, { ...trustingEnvironment(environment), ...identity });
  await runHook(trusting, ["pre-commit"], task);
  const tree = await writeTree(git, task);
  const isSame = tree === staged.tree;
  const final = isSame ? staged : await lookAt(git, tree, { ...planned, paths: [] }, task);
  const given = withLineEnd(planned.request.message);
  const message = await messageAfterHooks(trusting, given, folder, task);
  const signer = wantsSignature(git) ? trusting : undefined;
  const commit = await finish(git, { planned, staged: final, message, signer }, task);
  const notes = isSame ? [] : ["The hook pre-commit changed what was committed."];
  try {
    await runHook(trusting, ["post-commit"], task);
  } catch (error) {
    if (!(error instanceof ToolError)) {
      throw error;
    }
    notes.push("The hook post-commit failed; the commit is made.");
  }
  return { commit, files: final.differences, notes };
}

interface Finish extends Pick<ReadyCommit, "planned" | "staged"> {
  readonly message: string;
  /** A git that may start the program which signs; undefined for no signature. */
  readonly signer: Git | undefined;
}

async function finish(
  git: Git,
  { planned, staged, message, signer }: Finish,
  task: Task,
): Promise<string> {
  const { head } = planned.status;
  const fresh = { tree: staged.tree, parent: head, message };
  const commit = await writeCommit(signer ?? git, fresh, signer !== undefined, task);
  const restore = await syncIndex(planned.git, staged.differences, task);
  const [subject = ""] = message.split("\n");
  try {
    await moveBranch(git, { from: head, to: commit, subject }, task);
  } catch (error) {
    await restore();
    throw error;
  }
  return commit;
}

function wantsSignature({ settings }: Git): boolean {
  const value = settings.findLast(({ key }) => key === "commit.gpgsign")?.value ?? "false";
  return /^(?:true|yes|on|1)?$/iu.test(value);
}

function withLineEnd(message: string): string {
  return message.endsWith("\n") ? message : `${message}\n`;
}
