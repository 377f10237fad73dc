import { notFound } from "../repository/path-scope.ts";
import { stampPath } from "../workspace/stamp.ts";
import { isShallow } from "../git/is-shallow.ts";
import { type LogEntry, type LogQuestion, readLog } from "../git/read-log.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { commitFor, type HistoryRoom, targetInCommit } from "./find-target.ts";
import type { HistoryEntry, HistoryRequest, LogResult } from "./history.ts";
import { parseSince } from "./parse-since.ts";
import { notInCommit } from "./refusals.ts";

/** Long enough for the whole history of most repositories, and well below what clients wait. */
const timeoutMs = 15_000;

/** A file's patches of this length are the exception, in bytes of all commits of a page. */
const maxBytes = 16 * 1024 * 1024;

/** The commits that changed a path, a symbol, lines, or anything, the newest first. */
export async function showLog(
  room: HistoryRoom,
  request: HistoryRequest,
  task: Task,
): Promise<LogResult> {
  const { git } = room;
  const from = await commitFor(git, request.anchor ?? request.ref, task);
  const { notes, ...place } = await placeOf(room, request, from, task);
  const { author, message, content, since, patch = false, limit, offset } = request;
  const question: LogQuestion = {
    from,
    ...place,
    ...(since !== undefined && { since: parseSince(since) }),
    ...(author !== undefined && { author }),
    ...(message !== undefined && { message }),
    ...(content !== undefined && { content }),
    patch,
    skip: offset,
    // One more tells whether there are more.
    count: limit + 1,
  };
  const { entries, endedBy } = await readLog(git, question, {
    signal: task.signal,
    timeoutMs,
    maxBytes,
  });
  const isFiltered = [since, author, message, content].some((one) => one !== undefined);
  if (entries.length === 0 && endedBy === undefined && offset === 0 && !isFiltered) {
    await checkKnown(room, question, task);
  }
  const hasMore = entries.length > limit;
  return {
    kind: "log",
    from,
    entries: entries.slice(0, limit).map((entry) => entryOf(entry, place.path)),
    hasMore,
    complete: endedBy === undefined,
    notes: [
      ...(endedBy === undefined ? [] : [endNotes[endedBy]]),
      ...notes,
      ...(!hasMore && isShallow(git)
        ? ["The repository is a shallow clone: older commits are not here."]
        : []),
    ],
  };
}

const endNotes = {
  time: `The search was ended after ${timeoutMs / 1000} s, so older commits may be missing. Narrow it with since or path.`,
  size: "The patches are too long to read them all, so older commits may be missing. Ask without patch.",
};

type Place = Pick<LogQuestion, "path" | "isFolder" | "lines">;

async function placeOf(
  room: HistoryRoom,
  request: HistoryRequest,
  from: string,
  task: Task,
): Promise<Place & { readonly notes: readonly string[] }> {
  if (request.symbol !== undefined || request.lines !== undefined) {
    const { path, lines, notes } = await targetInCommit(room, request, from, task);
    return { path, lines, notes };
  }
  if (request.path === undefined) {
    return { notes: [] };
  }
  const path = resolveInside(room.git.root, request.path);
  return { path, isFolder: await isFolder(room, path, task), notes: [] };
}

/** Whether files lie below it; one that is gone is taken for a file. */
async function isFolder({ repository }: HistoryRoom, path: RepoPath, task: Task): Promise<boolean> {
  const { files } = await repository.files(task);
  return path === "" || [...files.keys()].some((file) => file.startsWith(`${path}/`));
}

/** No commit has it: it is new, or it never was. */
async function checkKnown(
  { repository, git }: HistoryRoom,
  { path, from }: LogQuestion,
  task: Task,
): Promise<void> {
  if (path !== undefined && path !== "") {
    throw stampPath(git.root, path) === undefined
      ? notFound(path, (await repository.files(task)).files)
      : notInCommit(path, from);
  }
}

function entryOf({ commit, change, patch }: LogEntry, asked: RepoPath | undefined): HistoryEntry {
  const { path, oldPath, status } = change ?? {};
  return {
    commit,
    ...(path !== undefined && (path !== asked || oldPath !== undefined) && { path }),
    ...(oldPath !== undefined && { oldPath }),
    ...(status === "D" && { isGone: true }),
    ...(patch !== undefined && { patch: patch.split("\n").filter((line) => !isHead(line)) }),
  };
}

/** What the heading of the answer says already. */
function isHead(line: string): boolean {
  return /^(?:diff --git |index [0-9a-f]+\.\.)/u.test(line) || line === "";
}
