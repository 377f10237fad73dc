import { statSync } from "node:fs";
import { join } from "node:path";

import { ToolError } from "../errors.ts";
import type { ListedFile, Listing, Unavailable } from "../workspace/listing.ts";
import { ListingNotes } from "../workspace/listing-notes.ts";
import { lookAtTree } from "../workspace/look-at-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { comparePaths, sortByPath } from "../workspace/sort-paths.ts";
import { walkFiles } from "../workspace/walk-files.ts";
import { confirmBlobs } from "./confirm-blobs.ts";
import { findBlobSizes } from "./find-blob-sizes.ts";
import { findFolders } from "./find-folders.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import { readIndex } from "./read-index.ts";
import { GitFailed } from "./run-git.ts";
import { type Taken, takeTracked } from "./take-tracked.ts";
import { takeUntracked } from "./take-untracked.ts";

/**
 * Lists what belongs to the repository below the root: tracked files that are on disk, and untracked ones that
 * are not ignored. Whether a file is as git knows it is decided here, by the times in git's index: git itself
 * would read files and could run filters for it. Submodules and other repositories inside are walked without
 * git, so that their configuration does nothing. Links are left out.
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

/** The index listing of a million files is about 300 MB. */
const maxBytes = 1024 * 1024 * 1024;

/** A cold disk and a large tree; beyond it git may be stuck, for it opens pipes that stand for ignore files. */
const timeoutMs = 60_000;

async function list(git: Git, signal: AbortSignal): Promise<Listing | Unavailable> {
  const run = { signal, maxBytes, timeoutMs };
  // Taken first: an index written later only makes more files count as unsure.
  const indexMtimeMs = statSync(join(git.gitDir, "index"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const untracked = git.run(["ls-files", "-z", "--others", "--exclude-standard"], run);
  // Awaited further down; without this a failure meanwhile would end the process.
  untracked.catch(() => undefined);
  const notes = new ListingNotes();
  const look = lookAtTree(git.root);
  const tracked: Taken = { files: [], repositories: [] };
  const understood = await readIndex(git, run, (entries, source) => {
    takeTracked(tracked, entries, source, { look, notes, indexMtimeMs });
  });
  if (!understood) {
    return { unavailable: "This version of git prints its index in a form not known here." };
  }
  const sizes = findBlobSizes(git, tracked.files, signal);
  sizes.catch(() => undefined);
  const others = takeUntracked({ names: gitText((await untracked).bytes), look, notes });
  const repositories = [...tracked.repositories, ...others.repositories];
  const nested = await walkNested(git, repositories, notes, signal);
  const listed = [...tracked.files, ...others.files];
  const folders = await findFolders({
    git,
    look,
    files: listed,
    nested: new Set(repositories),
    signal,
  });
  const files = await confirmBlobs({ git, files: listed, sizes: await sizes, signal });
  return {
    files: sortByPath([...files, ...nested.files]),
    directories: [...new Set([...folders, ...nested.directories])].toSorted(comparePaths),
    via: "git",
    notes: notes.sentences(),
  };
}

async function walkNested(
  git: Git,
  repositories: readonly RepoPath[],
  notes: ListingNotes,
  signal: AbortSignal,
): Promise<{ files: ListedFile[]; directories: RepoPath[] }> {
  const files: ListedFile[] = [];
  const directories: RepoPath[] = [];
  for (const under of repositories) {
    const walked = await walkFiles(git.root, { signal, under, notes });
    if (walked.files.length > 0) {
      notes.add("nestedRepository", under);
    }
    files.push(...walked.files);
    directories.push(...walked.directories);
  }
  return { files, directories };
}
