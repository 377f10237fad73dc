import { join } from "node:path";

import type { Git } from "./open-git.ts";

/**
 * Absolute paths of files outside the listed tree whose change means listing again. They need not exist.
 * After a change of one of `configPaths`, open git again first.
 */
export function indexPaths({
  gitDir,
  commonDir,
  excludesFile,
  attributesFile,
}: Git): readonly string[] {
  return [
    join(gitDir, "index"),
    join(gitDir, "HEAD"),
    join(gitDir, "info", "sparse-checkout"),
    join(commonDir, "info", "exclude"),
    join(commonDir, "info", "attributes"),
    excludesFile,
    attributesFile,
    ...configPaths({ gitDir, commonDir }),
  ];
}

/** Those of `indexPaths` whose change means opening git again before listing. */
export function configPaths({
  gitDir,
  commonDir,
}: Pick<Git, "gitDir" | "commonDir">): readonly string[] {
  return [join(commonDir, "config"), join(gitDir, "config.worktree")];
}
