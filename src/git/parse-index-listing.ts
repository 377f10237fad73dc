/** One path in git's index. */
export interface IndexEntry {
  readonly path: string;
  /** Six octal digits: 100644 and 100755 are files, 120000 links, 160000 other repositories. */
  readonly mode: string;
  readonly id: string;
  /** The state of the file when git last found it equal to `id`; absent when the path is in conflict. */
  readonly known?: IndexStamp;
  /** Sparse checkout: git does not expect the file on disk. */
  readonly skipped: boolean;
}

export interface IndexStamp {
  /** Milliseconds, computed as Node computes them from seconds and nanoseconds. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  /** The lower 32 bits. */
  readonly ino: number;
  readonly size: number;
}

/** The mode of a submodule or other repository. */
export const gitlink = "160000";

/** What git is asked for. `--debug` prints the times the index holds; git compares and reads no file for it. */
export const indexListingArgs = ["ls-files", "-z", "-t", "--stage", "--debug"] as const;

/**
 * Reads whole entries from the beginning of a part of the answer to `indexListingArgs`. The format behind
 * `--debug` is not promised to stay: reading ends where it does not match, and nothing is guessed.
 *
 * @param text decoded as UTF-8
 * @returns the entries, and the length of the text they were read from
 */
export function parseIndexListing(text: string): { entries: IndexEntry[]; length: number } {
  const entries: IndexEntry[] = [];
  let length = 0;
  while (length < text.length) {
    head.lastIndex = length;
    const start = head.exec(text);
    const pathEnd = text.indexOf("\0", head.lastIndex);
    tail.lastIndex = pathEnd + 1;
    const end = start && tail.exec(text);
    if (!end) {
      break;
    }
    entries.push(entryFrom(start, text.slice(head.lastIndex, pathEnd), end));
    length = tail.lastIndex;
  }
  return { entries, length };
}

/** Tag, mode, id, stage: show_ce in git's builtin/ls-files.c. */
const head = /([A-Za-z]) (\d{6}) ([0-9a-f]{40,64}) (\d)\t/y;

/** Times, inode, size: print_debug there, the same since git 1.7. */
const tail =
  / {2}ctime: (\d+):(\d+)\n {2}mtime: (\d+):(\d+)\n {2}dev: \d+\tino: (\d+)\n {2}uid: \d+\tgid: \d+\n {2}size: (\d+)\tflags: [0-9a-f]+\n/y;

function entryFrom(start: RegExpExecArray, path: string, end: RegExpExecArray): IndexEntry {
  const [, tag, mode = "", id = "", stage] = start;
  const [, ctime, ctimeNs, mtime, mtimeNs, ino, size] = end;
  const skipped = tag === "S";
  if (stage !== "0") {
    return { path, mode, id, skipped };
  }
  const known = {
    ctimeMs: toMs(ctime, ctimeNs),
    mtimeMs: toMs(mtime, mtimeNs),
    ino: Number(ino),
    size: Number(size),
  };
  return { path, mode, id, skipped, known };
}

function toMs(seconds: string | undefined, nanoseconds: string | undefined): number {
  return Number(seconds) * 1000 + Number(nanoseconds) / 1_000_000;
}
