import { lstatSync, statSync, type Stats } from "node:fs";

import type { RepoPath } from "./repo-path.ts";
import { systemCode } from "./system-code.ts";

/** What tells one state of a file from another without reading it. Times are milliseconds with a fraction. */
export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

export function stampOf(stat: Pick<Stats, keyof Stamp>): Stamp {
  return { size: stat.size, mtimeMs: stat.mtimeMs, ctimeMs: stat.ctimeMs, ino: stat.ino };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.ino === b.ino;
}

/**
 * Whether the file was written so shortly before it was read that a later edit of the same size could carry the
 * same times, and so go unseen: git's "racily clean". Such a file is to be read again next time.
 * The clock of a network server is not ours; where that matters, read again always.
 *
 * @param readAtMs `Date.now()` taken before the reading began
 */
export function isRacy(stamp: Stamp, readAtMs: number): boolean {
  const writtenMs = Math.max(stamp.mtimeMs, stamp.ctimeMs);
  return writtenMs + granularityMs(writtenMs) >= readAtMs;
}

/** The stamp of a file or folder, or of what a link leads to; undefined when there is nothing. */
export function stampPath(root: string, path: RepoPath): Stamp | undefined {
  return stampOfAbsolute(path === "" ? root : `${root}/${path}`);
}

/** As `stampPath`, for the few files outside of the listed tree that decide what is listed. */
export function stampOfAbsolute(path: string): Stamp | undefined {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    const target = stat?.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : stat;
    return target && stampOf(target);
  } catch (error) {
    // Otherwise no permission, or links in a circle: whoever reads it will be told why.
    return systemCode(error) === "ENOTDIR" ? undefined : unknown;
  }
}

/** Equal to no stamp of a file, so that what has it counts as changed. */
const unknown: Stamp = { size: -1, mtimeMs: 0, ctimeMs: 0, ino: 0 };

/**
 * Linux stamps with the clock tick, 1 to 10 ms. FAT stores two seconds and old file systems whole ones; a time
 * without a fraction may come from those.
 */
function granularityMs(timeMs: number): number {
  return timeMs % 1000 === 0 ? 2000 : 10;
}
