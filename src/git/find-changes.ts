import { gitFailure } from "./git-failure.ts";
import { gitText, isExact } from "./git-text.ts";
import type { Git } from "./open-git.ts";

/** A file of the working tree that is not as it was in a commit. Paths are relative to the root. */
export interface FileChange {
  /** Where it is now; undefined when it is gone. */
  readonly path?: string;
  /** Where it was; undefined when it is new. */
  readonly oldPath?: string;
  /** The id of its bytes then. */
  readonly oldBlob?: string;
  /** The id of its bytes now, between two commits; of the working tree only the disk knows. */
  readonly blob?: string;
}

/** What differs, and what git could not name as text. */
export interface Changes {
  readonly files: readonly FileChange[];
  readonly unnameable: number;
}

/**
 * The files that differ between a commit and the working tree below the root, untracked ones included. Renames are
 * followed where git's index knows of both names. Submodules are not looked into.
 * @throws ToolError OBJECTS_MISSING in a partial clone, and what else git says
 */
export async function findChanges(git: Git, commit: string, signal: AbortSignal): Promise<Changes> {
  const [diff, scan] = await Promise.all([
    git.run([...rawDiff, commit, "--"], { signal }),
    git.run(["ls-files", "-z", "--others", "--exclude-standard"], { signal }),
  ]).catch((error: unknown) => {
    throw gitFailure(error);
  });
  const changed = parseChanges(diff.bytes);
  const untracked = gitText(scan.bytes);
  const byPath = new Map<string, FileChange>(
    changed.files.map(({ blob: _blob, ...one }) => [one.path ?? one.oldPath ?? "", one]),
  );
  let { unnameable } = changed;
  for (const path of untracked.text.split("\0")) {
    if (path === "" || path.endsWith("/")) {
      continue;
    }
    if (isExact(path, untracked)) {
      // One that was only taken out of the index is there as before.
      byPath.set(path, { ...byPath.get(path), path });
    } else {
      unnameable += 1;
    }
  }
  return { files: [...byPath.values()], unnameable };
}

/** Reads what git prints with `--raw -z`. */
export function parseChanges(bytes: Buffer): Changes {
  const text = gitText(bytes);
  const all = [...parseRaw(text.text.split("\0"))];
  const files = all.filter(({ path, oldPath }) => isExact(`${path ?? ""}${oldPath ?? ""}`, text));
  return { files, unnameable: all.length - files.length };
}

const rawDiff = [
  "diff",
  "--raw",
  "-z",
  "--no-abbrev",
  "--find-renames",
  "--relative",
  "--no-ext-diff",
  "--no-textconv",
  "--ignore-submodules=all",
];

/** Reads `:<mode> <mode> <id> <id> <status>`, then one path, or two for a rename. */
function* parseRaw(fields: readonly string[]): Generator<FileChange> {
  for (let at = 0; at < fields.length;) {
    const [oldMode = "", mode = "", oldBlob = "", blob = "", status = ""] = (
      fields[at] ?? ""
    ).split(" ");
    const isMove = /^[RC]/u.test(status);
    const oldPath = fields[at + 1] ?? "";
    const path = isMove ? (fields[at + 2] ?? "") : oldPath;
    at += isMove ? 3 : 2;
    const was = isFile(oldMode.slice(1));
    const is = isFile(mode) && status !== "D";
    if (was || is) {
      yield { ...(is && { path, blob }), ...(was && { oldPath, oldBlob }) };
    }
  }
}

/** Links and submodules are none. */
function isFile(mode: string): boolean {
  return mode.startsWith("100");
}
