import type { Stats } from "node:fs";

import type { IndexStamp } from "./parse-index-listing.ts";

/**
 * Whether the file is still in the state that git compared with the blob. When the file is as young as the index,
 * a write after the comparison could have left the same times: "racy git", not trusted here either.
 */
export function isAsKnown(
  stat: Stats,
  known: IndexStamp | undefined,
  indexMtimeMs: number,
): boolean {
  if (known === undefined || known.mtimeMs >= indexMtimeMs || known.ctimeMs >= indexMtimeMs) {
    return false;
  }
  const sameContent = stat.mtimeMs === known.mtimeMs && stat.size % 2 ** 32 === known.size;
  // git for Windows stores the time of creation and no inode.
  return (
    sameContent &&
    (process.platform === "win32" || (stat.ctimeMs === known.ctimeMs && sameInode(stat, known)))
  );
}

function sameInode(stat: Stats, known: IndexStamp): boolean {
  return stat.ino % 2 ** 32 === known.ino;
}
