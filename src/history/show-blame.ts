import { isShallow } from "../git/is-shallow.ts";
import { type BlameRun, readBlame } from "../git/read-blame.ts";
import { type Commit, readCommits } from "../git/read-commits.ts";
import type { Git } from "../git/open-git.ts";
import { GitFailed } from "../git/run-git.ts";
import type { Task } from "../task.ts";
import { commitFor, type HistoryRoom, targetInCommit, targetOnDisk } from "./find-target.ts";
import type { BlamedLines, BlameResult, HistoryRequest } from "./history.ts";
import { notInCommit } from "./refusals.ts";

const timeoutMs = 15_000;

/** Which commit each line came with, of the file on disk or of the one in a commit. */
export async function showBlame(
  room: HistoryRoom,
  request: HistoryRequest,
  task: Task,
): Promise<BlameResult> {
  const { git } = room;
  const head = await commitFor(git, request.ref, task);
  const isOnDisk = request.ref === undefined;
  const target = isOnDisk
    ? await targetOnDisk(room, request, task)
    : await targetInCommit(room, request, head, task);
  const { path, lines, version, notes } = target;
  const run = { signal: task.signal, timeoutMs };
  const question = { path, lines, version: isOnDisk ? version.bytes : head };
  const { runs, endedBy } = await readBlame(git, question, run).catch((error: unknown) => {
    throw error instanceof GitFailed && error.message.includes("no such path")
      ? notInCommit(path, head)
      : error;
  });
  const page = runs.slice(request.offset, request.offset + request.limit);
  const commits = await readCommits(git, idsOf(page), run);
  return {
    kind: "blame",
    path,
    ...(!isOnDisk && { at: head }),
    runs: page.map((one) => blamed(one, version.lines, commits, pathInTree(git, path))),
    total: runs.length,
    complete: endedBy === undefined,
    notes: [
      ...(endedBy === undefined
        ? []
        : [`It was ended after ${timeoutMs / 1000} s: lines that are missing here are older.`]),
      ...notes,
      ...(isShallow(git) && page.some(({ isBoundary }) => isBoundary)
        ? [
            "The repository is a shallow clone: lines of its first commit may be older than that commit.",
          ]
        : []),
    ],
  };
}

function idsOf(runs: readonly BlameRun[]): string[] {
  return [...new Set(runs.flatMap(({ commit }) => commit ?? []))];
}

function blamed(
  { first, last, commit, path }: BlameRun,
  lines: readonly string[],
  commits: ReadonlyMap<string, Commit>,
  asked: string,
): BlamedLines {
  return {
    firstLine: first,
    lines: lines.slice(first - 1, last).map((line) => line.replace(/\r$/u, "")),
    commit: commit === undefined ? undefined : commits.get(commit),
    ...(commit !== undefined && path !== asked && { path }),
  };
}

/** git tells the paths of old commits from the top of the work tree. */
function pathInTree({ root, workTree }: Git, path: string): string {
  const below = root === workTree ? "" : `${root.slice(workTree.length + 1)}/`;
  return below.replaceAll("\\", "/") + path;
}
