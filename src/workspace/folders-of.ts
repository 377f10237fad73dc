import { parentOf } from "./look-at-tree.ts";
import { asRepoPath, type RepoPath } from "./repo-path.ts";

/** Every folder that paths lie in, at any depth, with the root. */
export function foldersOf(paths: Iterable<RepoPath>): Set<RepoPath> {
  const folders = new Set<RepoPath>([asRepoPath("")]);
  for (const path of paths) {
    for (
      let folder = asRepoPath(parentOf(path));
      !folders.has(folder);
      folder = asRepoPath(parentOf(folder))
    ) {
      folders.add(folder);
    }
  }
  return folders;
}
