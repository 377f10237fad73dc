import { existsSync, lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { isInside } from "../workspace/is-inside.ts";

/**
 * The git directories a root belongs to, absolute and real: `.git` of the root or of a folder above it, and in a linked
 * worktree the one it leads to and the one that is shared. A `.git` file is text of the repository: it counts only when
 * what it leads to leads back and lies where git puts it, so none opens another folder.
 */
export function findGitFolders(root: string): readonly string[] {
  for (let folder = root, above = ""; folder !== above; above = folder, folder = dirname(folder)) {
    const entry = join(folder, ".git");
    const stats = lstatSync(entry, { throwIfNoEntry: false });
    // As git does: an empty one, which may be a placeholder of ours, is passed over.
    if (stats?.isDirectory() === true && isGitFolder(entry)) {
      return [entry];
    }
    if (stats?.isFile() === true) {
      return ofWorktree(entry);
    }
  }
  return [];
}

function ofWorktree(entry: string): readonly string[] {
  try {
    const text = readFileSync(entry, "utf8").replace(/^gitdir: /u, "");
    const gitFolder = realpathSync(resolve(dirname(entry), text.trimEnd()));
    if (isInside(dirname(entry), gitFolder)) {
      // A bare one beside its working trees. It lies where the text does, so it opens nothing else.
      return gitFolder === dirname(entry) ? [] : [gitFolder];
    }
    const leadsBack = readFileSync(join(gitFolder, "gitdir"), "utf8").trimEnd();
    if (realpathSync(resolve(gitFolder, leadsBack)) !== entry) {
      return [];
    }
    const common = dirname(dirname(gitFolder));
    const named = readFileSync(join(gitFolder, "commondir"), "utf8").trimEnd();
    return realpathSync(resolve(gitFolder, named)) === common && isGitFolder(common)
      ? [gitFolder, common]
      : [];
  } catch {
    // A submodule, whose git directory lies in the one above it, or nothing that git would read.
    return [];
  }
}

function isGitFolder(folder: string): boolean {
  return ["HEAD", "objects", "refs"].every((name) => existsSync(join(folder, name)));
}
