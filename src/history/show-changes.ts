import { ToolError } from "../errors.ts";
import { compareTrees, type Comparison, readPatch } from "../git/compare-trees.ts";
import { emptyTree } from "../git/empty-tree.ts";
import { findUntracked } from "../git/find-untracked.ts";
import { isShallow } from "../git/is-shallow.ts";
import type { Git } from "../git/open-git.ts";
import { patchPieces } from "../git/patch-pieces.ts";
import { type Commit, readCommits } from "../git/read-commits.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { commitFor, type HistoryRoom } from "./find-target.ts";
import type { ChangesResult, HistoryRequest } from "./history.ts";

const timeoutMs = 15_000;

/** Longer patches are not read to their end, in bytes. */
const maxBytes = 16 * 1024 * 1024;

/** A commit with what it changed, against its first parent. */
export async function showCommit(
  { git }: HistoryRoom,
  request: HistoryRequest,
  task: Task,
): Promise<ChangesResult> {
  const id = await commitFor(git, request.ref, task);
  const commit = (await readCommits(git, [id], { signal: task.signal })).get(id);
  if (commit === undefined) {
    throw new ToolError("REF_NOT_FOUND", `There is no commit ${id}.`, "Look for it with view log.");
  }
  const [parent] = commit.parents;
  const { notes, ...changes } = await changesOf(
    git,
    { from: parent ?? emptyTree(id), to: id },
    request,
    task,
  );
  return {
    ...changes,
    commit,
    from: parent ?? "nothing",
    to: id,
    notes: [...parentNotes(git, commit), ...notes],
  };
}

/** What differs between two commits, or between one and the files on disk. */
export async function showDiff(
  { git }: HistoryRoom,
  request: HistoryRequest,
  task: Task,
): Promise<ChangesResult> {
  const from = await commitFor(git, request.base, task);
  const to = request.ref === undefined ? undefined : await commitFor(git, request.ref, task);
  const changes = await changesOf(git, { from, ...(to !== undefined && { to }) }, request, task);
  return { ...changes, from, to: to ?? "the files on disk" };
}

async function changesOf(
  git: Git,
  trees: Pick<Comparison, "from" | "to">,
  { path, patch = true, offset, limit }: HistoryRequest,
  { signal }: Task,
): Promise<Omit<ChangesResult, "from" | "to">> {
  const paths = path === undefined ? [] : [resolveInside(git.root, path)];
  const comparison = { ...trees, paths };
  const run = { signal, timeoutMs, maxBytes };
  const [all, untracked] = await Promise.all([
    compareTrees(git, comparison, run),
    trees.to === undefined ? findUntracked(git, paths, run) : [],
  ]);
  const notes = untracked.length === 0 ? [] : [untrackedNote(untracked)];
  const files = all.filter(({ status }) => status !== "U");
  const unmerged = all.filter(({ status }) => status === "U");
  if (unmerged.length > 0) {
    notes.push(`In conflict, so not compared: ${unmerged.map((one) => one.path).join(", ")}.`);
  }
  if (!patch) {
    const shown = files.slice(offset, offset + limit);
    return { kind: "changes", files: shown, total: files.length, complete: true, notes };
  }
  const { text, complete } = await readPatch(git, comparison, run);
  const pieces = patchPieces(text, files);
  return {
    kind: "changes",
    files,
    pieces: pieces.slice(offset, offset + limit),
    total: pieces.length,
    complete,
    notes: [...notes, ...(complete ? [] : ["The patch is too long to be read to its end."])],
  };
}

function untrackedNote(untracked: readonly string[]): string {
  const more = untracked.length > 5 ? ` and ${untracked.length - 5} more` : "";
  const names = untracked.slice(0, 5).map(quotePath).join(", ");
  return `New files that git does not track yet are not compared: ${names}${more}.`;
}

function parentNotes(git: Git, { parents }: Commit): string[] {
  if (parents.length > 1) {
    return ["It is a merge; what it changed is told against its first parent."];
  }
  return parents.length === 0 && isShallow(git)
    ? ["The repository is a shallow clone that begins here: all files count as new."]
    : [];
}
