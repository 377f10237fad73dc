import type { ListedFile } from "../workspace/listing.ts";
import type { ListingNotes } from "../workspace/listing-notes.ts";
import type { TreeLook } from "../workspace/look-at-tree.ts";
import { hasProtectedSegment } from "../workspace/protected-segment.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { stampOf } from "../workspace/stamp.ts";
import { type GitText, isExact } from "./git-text.ts";
import { isAsKnown } from "./is-as-known.ts";
import { gitlink, type IndexEntry } from "./parse-index-listing.ts";

export interface Taken {
  readonly files: ListedFile[];
  /** Folders that are repositories of their own. */
  readonly repositories: RepoPath[];
}

export interface TrackedQuestion {
  readonly look: TreeLook;
  readonly notes: ListingNotes;
  /** When git wrote the index. */
  readonly indexMtimeMs: number;
}

/**
 * Of what the index names, takes the regular files that are there; deleted ones are none.
 *
 * @param entries in the order of the index
 * @param source what the entries were read from
 */
export function takeTracked(
  taken: Taken,
  entries: readonly IndexEntry[],
  source: Pick<GitText, "lossy">,
  question: TrackedQuestion,
): void {
  for (const entry of entries) {
    if (!isExact(entry.path, source)) {
      question.notes.add("unnameable", entry.path);
    } else if (isUnsafe(entry.path)) {
      question.notes.add("unsafePath", entry.path);
    } else {
      take(taken, entry, asRepoPath(entry.path), question);
    }
  }
}

/** In a repository with SHA-256 ids, ids are not those that `blobId` computes. */
const sha1Digits = 40;

/** git refuses such paths when it adds or checks out; an index written by others may have them. */
function isUnsafe(path: string): boolean {
  return /(?:^|\/)\.{0,2}(?:\/|$)/.test(path) || hasProtectedSegment(path);
}

function take(
  taken: Taken,
  entry: IndexEntry,
  path: RepoPath,
  { look, notes, indexMtimeMs }: TrackedQuestion,
): void {
  const stat = look.entry(path);
  if (stat === undefined) {
    if (entry.skipped) {
      notes.add("notOnDisk", path);
    }
  } else if (stat.isFile()) {
    const stamp = stampOf(stat);
    const sure = entry.id.length === sha1Digits && isAsKnown(stat, entry.known, indexMtimeMs);
    taken.files.push(sure ? { path, stamp, blob: entry.id } : { path, stamp });
  } else if (stat.isSymbolicLink()) {
    notes.add("link", path);
  } else if (!stat.isDirectory()) {
    notes.add("notRegular", path);
  } else if (entry.mode === gitlink) {
    taken.repositories.push(path);
  }
}
