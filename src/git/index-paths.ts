import { join } from "node:path";

import { foldersAbove } from "./folders-above.ts";
import type { Git } from "./open-git.ts";

/**
 * Absolute paths of files outside the listed tree whose change means listing again. They need not exist.
 * After a change of one of `configPaths`, open git again first.
 */
export function indexPaths(git: Git): readonly string[] {
  const { gitDir, commonDir, excludesFile } = git;
  return [
    join(gitDir, "index"),
    join(gitDir, "info", "sparse-checkout"),
    join(commonDir, "info", "exclude"),
    excludesFile,
    ...foldersAbove(git).map((folder) => join(folder, ".gitignore")),
    ...configPaths(git),
  ];
}

/** Those of `indexPaths` whose change means opening git again before listing. */
export function configPaths({ gitDir, commonDir, configFiles }: Git): readonly string[] {
  const own = [join(commonDir, "config"), join(gitDir, "config.worktree")];
  // A configuration can include another one depending on the branch.
  return [...new Set([join(gitDir, "HEAD"), ...own, ...configFiles])];
}
