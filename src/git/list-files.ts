import { ToolError } from "../errors.ts";
import { foldersOf } from "../workspace/folders-of.ts";
import type { Listing, Unavailable } from "../workspace/listing.ts";
import { ListingNotes } from "../workspace/listing-notes.ts";
import { lookAtTree } from "../workspace/look-at-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { comparePaths, sortByPath } from "../workspace/sort-paths.ts";
import { walkFiles } from "../workspace/walk-files.ts";
import { findFolders } from "./find-folders.ts";
import type { Git } from "./open-git.ts";
import { readIndex } from "./read-index.ts";
import { GitFailed } from "./run-git.ts";
import { scanFolders, scanUntracked } from "./scan-untracked.ts";
import { type Taken, takeTracked, takeUntracked } from "./take-names.ts";

/**
 * Lists what belongs to the repository below the root: tracked files that are on disk, and untracked ones that
 * are not ignored. git is asked for names only: to tell what changed, it would read files and could run filters.
 * Submodules and other repositories inside are walked without git, so that their configuration does nothing.
 * Links are left out.
 *
 * @returns Unavailable when git cannot read its index or fails otherwise; walk the tree then
 */
export async function listFiles(git: Git, signal: AbortSignal): Promise<Listing | Unavailable> {
  try {
    return await list(git, signal);
  } catch (error) {
    if (
      error instanceof GitFailed ||
      (error instanceof ToolError && error.code === "GIT_TIMEOUT")
    ) {
      return { unavailable: `git could not list the files: ${error.message.slice(0, 200)}` };
    }
    throw error;
  }
}

/** The names of a million files are about 100 MB. */
const maxBytes = 1024 * 1024 * 1024;

/** A cold disk and a large tree; beyond it git may be stuck, for it opens pipes that stand for ignore files. */
const timeoutMs = 60_000;

async function list(git: Git, signal: AbortSignal): Promise<Listing> {
  const run = { signal, maxBytes, timeoutMs };
  const notes = new ListingNotes();
  const look = lookAtTree(git.root);
  const taken: Taken = {
    files: [],
    repositories: [],
    replaced: [],
    folders: new Set(),
    look,
    notes,
  };
  const { files, repositories, replaced, folders } = taken;
  // The index comes first, so that we look at tracked files while git scans for others.
  const [, scanned] = await Promise.all([
    readIndex(git, run, (entry) => takeTracked(taken, entry)),
    scanUntracked(git, run),
  ]);
  const untracked = { ...scanned, folders: [...scanned.folders, ...replaced] };
  takeUntracked(taken, await scanFolders(git, untracked, run));
  const [directories, nested] = await Promise.all([
    findFolders({
      git,
      look,
      listed: new Set([...foldersOf(folders), ...folders]),
      untracked: untracked.folders,
      nested: new Set(repositories),
      signal,
    }),
    walkNested(git, repositories, notes, signal),
  ]);
  return {
    files: sortByPath([...files, ...nested.files]),
    directories: [...new Set([...directories, ...nested.directories])].toSorted(comparePaths),
    via: "git",
    notes: notes.sentences(),
  };
}

async function walkNested(
  git: Git,
  repositories: readonly RepoPath[],
  notes: ListingNotes,
  signal: AbortSignal,
): Promise<Pick<Listing, "files" | "directories">> {
  const walks: Listing[] = [];
  for (const under of repositories) {
    const walked = await walkFiles(git.root, { signal, under, notes });
    if (walked.files.length > 0) {
      notes.add("nestedRepository", under);
    }
    walks.push(walked);
  }
  return {
    files: walks.flatMap((walked) => walked.files),
    directories: walks.flatMap((walked) => walked.directories),
  };
}
