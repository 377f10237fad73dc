import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { hasProtectedSegment } from "../workspace/protected-segment.ts";
import { gitText, isExact } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";

/** Names that git printed. */
export interface Names {
  readonly names: readonly string[];
  /** Whether a U+FFFD in a name can stand for bytes that were not UTF-8. */
  readonly lossy: boolean;
}

/** What git finds on disk, does not have in its index and does not ignore: names of files, and whole folders. */
export interface Untracked extends Names {
  /** With nothing tracked in them. Some are empty, and some are other repositories. */
  readonly folders: readonly RepoPath[];
}

/** Scans the tree for untracked files and, without looking into them, untracked folders. */
export async function scanUntracked(git: Git, run: GitRun): Promise<Untracked> {
  const { names, lossy } = await scan(git, ["--directory"], run);
  const files: string[] = [];
  const folders: RepoPath[] = [];
  for (const name of names) {
    if (!name.endsWith("/") || !isExact(name, { lossy })) {
      files.push(name);
    } else if (!hasProtectedSegment(name)) {
      folders.push(asRepoPath(name.slice(0, -1)));
    }
  }
  return { names: files, lossy, folders };
}

/** Looks into the folders, if there are any. Of all names, those of other repositories end in `/`. */
export async function scanFolders(git: Git, untracked: Untracked, run: GitRun): Promise<Names> {
  const { names, lossy, folders } = untracked;
  if (folders.length === 0) {
    return untracked;
  }
  if (folders.length > maxPathspecs) {
    return await scan(git, [], run);
  }
  const inside = await scan(git, ["--", ...folders.map((folder) => `:(literal)${folder}/`)], run);
  return { names: [...names, ...inside.names], lossy: lossy || inside.lossy };
}

/** Each path is compared with each of them; with more it is quicker to scan all again. */
const maxPathspecs = 50;

async function scan(git: Git, more: readonly string[], run: GitRun): Promise<Names> {
  const args = ["ls-files", "-z", "--others", "--exclude-standard", ...more];
  const { text, lossy } = gitText((await git.run(args, run)).bytes);
  return { names: text.split("\0").slice(0, -1), lossy };
}
