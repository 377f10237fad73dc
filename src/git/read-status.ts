import { hasProtectedSegment } from "../workspace/protected-segment.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { gitText, isExact } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";

/** A path below the root that is not the same in the last commit, in git's index and on disk. */
export interface PathStatus {
  readonly path: RepoPath;
  /** Git's letters; `.` where nothing differs. Untracked is `?`. */
  readonly staged: string;
  readonly onDisk: string;
  readonly kind: "file" | "submodule" | "repository" | "unmerged";
}

export interface Status {
  /** The id of the last commit; undefined before the first one. */
  readonly head: string | undefined;
  /** Undefined when HEAD is detached. */
  readonly branch: string | undefined;
  readonly paths: readonly PathStatus[];
  /** Paths that are not below the root, and those whose names are no text. */
  readonly outside: number;
  readonly unnameable: number;
}

/** What differs from the last commit. Nothing is written, and submodules are not looked into. */
export async function readStatus(git: Git, run: GitRun): Promise<Status> {
  const { bytes } = await git.run(
    [
      "status",
      "--porcelain=v2",
      "--branch",
      "--no-ahead-behind",
      "-z",
      "--untracked-files=all",
      "--no-renames",
      "--ignore-submodules=dirty",
    ],
    run,
  );
  const source = gitText(bytes);
  const below = await readPrefix(git, run);
  const paths: PathStatus[] = [];
  let head: string | undefined;
  let branch: string | undefined;
  let outside = 0;
  let unnameable = 0;
  for (const record of source.text.split("\0")) {
    if (record.startsWith("# branch.oid ")) {
      head = found(record, "(initial)");
    } else if (record.startsWith("# branch.head ")) {
      branch = found(record, "(detached)");
    }
    const entry = parseRecord(record);
    if (entry === undefined) {
      continue;
    }
    if (!entry.path.startsWith(below)) {
      outside += 1;
    } else if (!isExact(entry.path, source) || hasProtectedSegment(entry.path)) {
      unnameable += 1;
    } else {
      paths.push({ ...entry, path: asRepoPath(entry.path.slice(below.length)) });
    }
  }
  return { head, branch, paths, outside, unnameable };
}

/** Where the root is in the work tree: `packages/shop/`, or nothing. */
export async function readPrefix(git: Git, run: GitRun): Promise<string> {
  if (git.root === git.workTree) {
    return "";
  }
  const { bytes } = await git.run(["rev-parse", "--show-prefix"], run);
  return bytes.toString("utf8").replace(/\n$/u, "");
}

function found(record: string, none: string): string | undefined {
  const value = record.split(" ").slice(2).join(" ");
  return value === none ? undefined : value;
}

function parseRecord(record: string): (Omit<PathStatus, "path"> & { path: string }) | undefined {
  const [sign = "", letters = "", submodule = ""] = record.split(" ", 3);
  const fieldsBefore = pathAfter[sign];
  if (fieldsBefore === undefined) {
    return undefined;
  }
  const path = record.split(" ").slice(fieldsBefore).join(" ");
  if (sign === "?") {
    const isFolder = path.endsWith("/");
    return {
      path: isFolder ? path.slice(0, -1) : path,
      staged: ".",
      onDisk: "?",
      kind: isFolder ? "repository" : "file",
    };
  }
  const [staged = ".", onDisk = "."] = letters;
  const kind = sign === "u" ? "unmerged" : submodule.startsWith("S") ? "submodule" : "file";
  return { path, staged, onDisk, kind };
}

/** How many fields stand before the path, by the record's sign. */
const pathAfter: Readonly<Record<string, number>> = { "1": 8, u: 10, "?": 1 };
