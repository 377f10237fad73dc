import type { RepoPath } from "./repo-path.ts";
import { sameStamp, type Stamp, stampPath } from "./stamp.ts";

export interface Swept {
  /** With their new stamps. */
  readonly changed: ReadonlyMap<RepoPath, Stamp>;
  readonly gone: readonly RepoPath[];
}

/**
 * Looks at the stamp of every known path: about 3 µs each. It is synchronous, because 10,000 awaits cost ten times
 * as much. An edit within the same clock tick as the known stamp is not seen; `isRacy` tells which those could be.
 */
export function sweepStamps(root: string, known: Iterable<readonly [RepoPath, Stamp]>): Swept {
  const changed = new Map<RepoPath, Stamp>();
  const gone: RepoPath[] = [];
  for (const [path, stamp] of known) {
    const now = stampPath(root, path);
    if (now === undefined) {
      gone.push(path);
    } else if (!sameStamp(now, stamp)) {
      changed.set(path, now);
    }
  }
  return { changed, gone };
}

/**
 * Whether something appeared in or went from one of the folders, which their modification times tell.
 * Stops at the first such folder.
 */
export function sweepDirectories(
  root: string,
  known: Iterable<readonly [RepoPath, Stamp]>,
): boolean {
  for (const [path, stamp] of known) {
    const now = stampPath(root, path);
    if (now === undefined || !sameStamp(now, stamp)) {
      return true;
    }
  }
  return false;
}
