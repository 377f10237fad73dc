import { randomUUID } from "node:crypto";

import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { withLiteralPaths } from "./compare-trees.ts";
import { diffOptions } from "./diff-options.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import { type Commit, commitFields, commitFormat, parseCommit } from "./read-commits.ts";
import type { GitRun } from "./run-git.ts";
import { runPartly } from "./run-partly.ts";

/** Which commits are looked for, from one commit back. */
export interface LogQuestion {
  /** A commit's id. */
  readonly from: string;
  /** Those that changed it: a file is followed where it was renamed, a folder is not. */
  readonly path?: RepoPath;
  readonly isFolder?: boolean;
  /** Those that changed these lines of `path`, as it is in `from`, and what they were before. */
  readonly lines?: readonly { readonly first: number; readonly last: number }[];
  /** Seconds since 1970. */
  readonly since?: number;
  /** Parts of the author's name or address and of the message, in any case. */
  readonly author?: string;
  readonly message?: string;
  /** Those after which this text is there more or less often than before. */
  readonly content?: string;
  readonly patch: boolean;
  readonly skip: number;
  readonly count: number;
}

export interface LogEntry {
  readonly commit: Commit;
  /** What it did to the file that was asked for: git's letter and the names it had then. */
  readonly change?: { readonly status: string; readonly path: string; readonly oldPath?: string };
  readonly patch?: string;
}

export interface Log {
  /** The newest first. */
  readonly entries: readonly LogEntry[];
  readonly endedBy?: "time" | "size";
}

/** Reads commits while git finds them, so that a history of any length answers within the time of `run`. */
export async function readLog(git: Git, question: LogQuestion, run: GitRun): Promise<Log> {
  const mark = randomUUID();
  const { bytes, endedBy } = await runPartly(
    git,
    ["log", ...logArguments(git, question, mark)],
    withLiteralPaths(run),
  );
  const records = gitText(bytes).text.split(`\0${mark}\0`).slice(1);
  // The last record may be cut off.
  const whole = endedBy === undefined ? records : records.slice(0, -1);
  return {
    entries: whole.map((record) => parseEntry(record, question)),
    ...(endedBy !== undefined && { endedBy }),
  };
}

function logArguments(git: Git, question: LogQuestion, mark: string): readonly string[] {
  const { from, path, isFolder, lines = [], patch, skip, count } = question;
  const [format = "", ...form] = commitFormat;
  const isFile = path !== undefined && isFolder !== true;
  const wantsNames = isFile && lines.length === 0 && !patch;
  return [
    format.replace("tformat:", `tformat:%x00${mark}%x00`),
    ...form,
    ...diffOptions,
    ...(patch ? ["--patch"] : wantsNames ? ["--name-status", "-z"] : ["--no-patch"]),
    `--max-count=${count}`,
    `--skip=${skip}`,
    ...filters(question),
    ...lines.map(({ first, last }) => `-L${first},${last}:${path ?? ""}`),
    ...(isFile && lines.length === 0 ? ["--follow"] : []),
    "--end-of-options",
    from,
    ...(lines.length > 0 ? [] : ["--", ...pathspecs(git, path)]),
  ];
}

/** None for the whole repository: with one, git compares the trees of every commit and leaves out merges. */
function pathspecs({ root, workTree }: Git, path: RepoPath = asRepoPath("")): readonly string[] {
  return path !== "" ? [path] : root === workTree ? [] : ["."];
}

function filters({ since, author, message, content }: LogQuestion): readonly string[] {
  return [
    "--fixed-strings",
    "--regexp-ignore-case",
    "--all-match",
    ...(since === undefined ? [] : [`--since=@${since} +0000`]),
    ...(author === undefined ? [] : [`--author=${author}`]),
    ...(message === undefined ? [] : [`--grep=${message}`]),
    ...(content === undefined ? [] : [`-S${content}`]),
  ];
}

function parseEntry(record: string, { path, patch }: LogQuestion): LogEntry {
  const fields = record.split("\0");
  const commit = parseCommit(fields.slice(0, commitFields));
  const rest = fields.slice(commitFields);
  if (patch) {
    return { commit, patch: rest.join("\0").trim() };
  }
  const [status = "", first = "", second] = rest.map((field) => field.trimStart()).filter(Boolean);
  if (path === undefined || status === "") {
    return { commit };
  }
  return second === undefined
    ? { commit, change: { status: status.slice(0, 1), path: first } }
    : { commit, change: { status: status.slice(0, 1), path: second, oldPath: first } };
}
