import type { Dirent } from "node:fs";

import { isLocalFileSystem } from "../workspace/local-file-system.ts";
import { parentOf, type TreeLook } from "../workspace/look-at-tree.ts";
import { readDirectorySync } from "../workspace/read-directory.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";

interface FoldersQuestion {
  readonly git: Git;
  readonly look: TreeLook;
  /** Those of listed files, with all folders above them. */
  readonly listed: ReadonlySet<RepoPath>;
  /** Folders that git named as a whole, having nothing tracked in them. */
  readonly untracked: readonly RepoPath[];
  /** Folders that are listed otherwise and not looked into. */
  readonly nested: ReadonlySet<RepoPath>;
  readonly signal: AbortSignal;
}

/**
 * Every folder in which a file could appear that the listing would have: those of listed files, and untracked ones
 * that are not ignored. git names the topmost of these; below them, only files. So they are looked into.
 */
export async function findFolders({
  git,
  look,
  listed,
  untracked,
  nested,
  signal,
}: FoldersQuestion): Promise<ReadonlySet<RepoPath>> {
  const tops = new Set(untracked.filter((folder) => !nested.has(folder) && look.directory(folder)));
  const known = new Set([...listed, ...tops]);
  const countsLinks = isLocalFileSystem(git.root);
  let fresh = tops.size === 0 ? [] : [...known].filter((folder) => isBelow(tops, folder));
  while (fresh.length > 0) {
    const unlisted = findUnlisted(fresh);
    const ignored = await findIgnored(git, unlisted, signal);
    fresh = unlisted.filter((folder) => !ignored.has(folder));
    for (const folder of fresh) {
      known.add(folder);
    }
  }
  return known;

  function findUnlisted(folders: readonly RepoPath[]): RepoPath[] {
    const below = countBelow(known);
    return folders.flatMap((folder) => {
      // A folder has a link from itself, one from its parent, and one from each folder in it: if all of those are
      // known, there is no need to read it.
      const links = look.directory(folder)?.nlink;
      const complete = countsLinks && links === 2 + (below.get(folder) ?? 0);
      return complete
        ? []
        : subfolders(git.root, folder).filter((path) => !known.has(path) && !nested.has(path));
    });
  }
}

/** Whether it is one of the folders or below one. */
function isBelow(tops: ReadonlySet<RepoPath>, folder: RepoPath): boolean {
  return tops.has(folder) || (folder !== "" && isBelow(tops, asRepoPath(parentOf(folder))));
}

function countBelow(folders: ReadonlySet<RepoPath>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const folder of folders) {
    if (folder !== "") {
      counts.set(parentOf(folder), (counts.get(parentOf(folder)) ?? 0) + 1);
    }
  }
  return counts;
}

function subfolders(root: string, folder: RepoPath): RepoPath[] {
  return entriesOf(root, folder)
    .filter((entry) => entry.isDirectory() && entry.name.toLowerCase() !== ".git")
    .map(({ name }) => asRepoPath(folder === "" ? name : `${folder}/${name}`));
}

function entriesOf(root: string, folder: RepoPath): readonly Dirent[] {
  try {
    return readDirectorySync(root, folder).entries;
  } catch {
    // Not readable, or gone since: nothing in it can be listed either.
    return [];
  }
}

async function findIgnored(
  git: Git,
  folders: readonly RepoPath[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (folders.length === 0) {
    return new Set();
  }
  const input = folders.map((folder) => `${folder}\0`).join("");
  const { bytes } = await git.run(["check-ignore", "--stdin", "-z"], { signal, input });
  return new Set(gitText(bytes).text.split("\0"));
}
