import { gitText, isExact } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";

/** One path in git's index. */
export interface IndexEntry {
  readonly path: string;
  /** Whether the path is the name on disk; a name that is not UTF-8 cannot be written as one. */
  readonly exact: boolean;
  /** A submodule or other repository. */
  readonly gitlink: boolean;
  /** Sparse checkout: git does not expect the file on disk. */
  readonly skipped: boolean;
}

/** Reads git's index and hands each path on while git still prints, so that looking at the files does not wait. */
export async function readIndex(
  git: Git,
  run: GitRun,
  onEntry: (entry: IndexEntry) => void,
): Promise<void> {
  let rest = Buffer.alloc(0);
  let previous: string | undefined;

  function onChunk(chunk: Buffer): void {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0) + 1;
    rest = bytes.subarray(end);
    const source = gitText(bytes.subarray(0, end));
    for (const record of source.text.split("\0")) {
      const path = record.slice(record.indexOf("\t") + 1);
      // A path in conflict comes once for each side.
      if (path !== "" && path !== previous) {
        onEntry({
          path,
          exact: isExact(path, source),
          gitlink: record.startsWith(gitlinkMode, tagLength),
          skipped: record.startsWith(skippedTag),
        });
      }
      previous = path;
    }
  }

  // Prints `<tag> <mode> <id> <stage>\t<path>`; no file is compared or read for it.
  await git.run(["ls-files", "-z", "-t", "--stage"], { ...run, onChunk });
}

const skippedTag = "S ";
const tagLength = skippedTag.length;
const gitlinkMode = "160000 ";
