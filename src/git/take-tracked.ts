import type { Stats } from "node:fs";

import type { ListedFile } from "../workspace/listing.ts";
import type { ListingNotes } from "../workspace/listing-notes.ts";
import type { TreeLook } from "../workspace/look-at-tree.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { hasProtectedSegment } from "../workspace/protected-segment.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { stampOf } from "../workspace/stamp.ts";
import { type GitText, isExact } from "./git-text.ts";
import { gitlink, type IndexEntry, type IndexStamp } from "./parse-index-listing.ts";

export interface Taken {
  readonly files: ListedFile[];
  /** Folders that are repositories of their own. */
  readonly repositories: RepoPath[];
}

interface TrackedQuestion {
  readonly entries: readonly IndexEntry[];
  /** Where the entries were read from. */
  readonly index: GitText;
  readonly look: TreeLook;
  readonly notes: ListingNotes;
  /** When git wrote the index. */
  readonly indexMtimeMs: number;
  readonly signal: AbortSignal;
}

/** Of what the index names, takes the regular files that are there; deleted ones are none. */
export async function takeTracked(question: TrackedQuestion): Promise<Taken> {
  const { entries, index, look, notes, indexMtimeMs, signal } = question;
  const taken: Taken = { files: [], repositories: [] };
  for (const [count, entry] of entries.entries()) {
    // At 0, too: it lets the processes start that were asked for before.
    if (count % perTurn === 0) {
      await nextTurn();
      signal.throwIfAborted();
    }
    if (!isExact(entry.path, index)) {
      notes.add("unnameable", entry.path);
    } else if (isUnsafe(entry.path)) {
      notes.add("unsafePath", entry.path);
    } else {
      take(entry, asRepoPath(entry.path));
    }
  }
  return taken;

  function take(entry: IndexEntry, path: RepoPath): void {
    const stat = look.entry(path);
    if (stat === undefined) {
      if (entry.skipped) {
        notes.add("notOnDisk", path);
      }
    } else if (stat.isFile()) {
      const stamp = stampOf(stat);
      const blob = entry.id.length === sha1Digits && isAsKnown(stat, entry.known, indexMtimeMs);
      taken.files.push(blob ? { path, stamp, blob: entry.id } : { path, stamp });
    } else if (stat.isSymbolicLink()) {
      notes.add("link", path);
    } else if (!stat.isDirectory()) {
      notes.add("notRegular", path);
    } else if (entry.mode === gitlink) {
      taken.repositories.push(path);
    }
  }
}

/** So many files are looked at in about 5 ms. */
const perTurn = 2000;

/** In a repository with SHA-256 ids, ids are not those that `blobId` computes. */
const sha1Digits = 40;

/** git refuses such paths when it adds or checks out; an index written by others may have them. */
function isUnsafe(path: string): boolean {
  return /(?:^|\/)\.{0,2}(?:\/|$)/.test(path) || hasProtectedSegment(path);
}

/**
 * Whether the file is still in the state that git compared with the blob. When the file is as young as the index,
 * a write after the comparison could have left the same times: "racy git", not trusted here either.
 */
function isAsKnown(stat: Stats, known: IndexStamp | undefined, indexMtimeMs: number): boolean {
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
