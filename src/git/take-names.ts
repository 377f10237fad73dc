import type { ListedFile } from "../workspace/listing.ts";
import type { ListingNotes } from "../workspace/listing-notes.ts";
import { parentOf, type TreeLook } from "../workspace/look-at-tree.ts";
import { hasProtectedSegment } from "../workspace/protected-segment.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { stampOf } from "../workspace/stamp.ts";
import { isExact } from "./git-text.ts";
import type { IndexEntry } from "./read-index.ts";
import type { Names } from "./scan-untracked.ts";

/** What names that git printed turned out to be on disk. */
export interface Taken {
  readonly files: ListedFile[];
  /** Folders that are repositories of their own. */
  readonly repositories: RepoPath[];
  /** Ordinary folders where the index has a file or link: untracked, but git's scan does not name them. */
  readonly replaced: RepoPath[];
  /** Those in which git knows of something, and which are there. */
  readonly folders: Set<RepoPath>;
  readonly look: TreeLook;
  readonly notes: ListingNotes;
}

/** Takes a path of git's index if a regular file or a repository is there; a deleted file is none. */
export function takeTracked(taken: Taken, { path, exact, gitlink, skipped }: IndexEntry): void {
  if (!exact) {
    taken.notes.add("unnameable", path);
  } else if (isUnsafe(path)) {
    taken.notes.add("unsafePath", path);
  } else if (!take(taken, asRepoPath(path), gitlink) && skipped) {
    taken.notes.add("notOnDisk", path);
  }
}

/** Takes what git found on disk and not in its index. Names of other repositories end in `/`. */
export function takeUntracked(taken: Taken, untracked: Names): void {
  for (const name of untracked.names) {
    const isFolder = name.endsWith("/");
    const path = asRepoPath(isFolder ? name.slice(0, -1) : name);
    if (!isExact(path, untracked)) {
      taken.notes.add("unnameable", path);
    } else if (!hasProtectedSegment(path)) {
      take(taken, path, isFolder);
    }
  }
}

/** git refuses such paths when it adds or checks out; an index written by others may have them. */
function isUnsafe(path: string): boolean {
  return /(?:^|\/)\.{0,2}(?:\/|$)/.test(path) || hasProtectedSegment(path);
}

/** False when there is nothing at the path. */
function take(
  { files, repositories, replaced, folders, look, notes }: Taken,
  path: RepoPath,
  isRepository: boolean,
): boolean {
  const folder = asRepoPath(parentOf(path));
  if (look.directory(folder) === undefined) {
    return false;
  }
  folders.add(folder);
  const stat = look.entry(path);
  if (stat?.isFile()) {
    files.push({ path, stamp: stampOf(stat) });
  } else if (stat?.isDirectory()) {
    (isRepository ? repositories : replaced).push(path);
  } else if (stat !== undefined) {
    notes.add(stat.isSymbolicLink() ? "link" : "notRegular", path);
  }
  return stat !== undefined;
}
