import type { RepoPath } from "../workspace/repo-path.ts";
import { withLiteralPaths } from "./compare-trees.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";

/** Files below the root, or these paths, that git neither tracks nor ignores; other repositories end in `/`. */
export async function findUntracked(
  git: Git,
  paths: readonly RepoPath[],
  run: GitRun,
): Promise<readonly string[]> {
  const args = ["ls-files", "-z", "--others", "--exclude-standard", "--"];
  const { bytes } = await git.run(
    [...args, ...paths.map((path) => path || ".")],
    withLiteralPaths(run),
  );
  return gitText(bytes).text.split("\0").slice(0, -1);
}
