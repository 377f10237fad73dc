import { type Changes, parseChanges } from "./find-changes.ts";
import { gitFailure } from "./git-failure.ts";
import type { Git } from "./open-git.ts";

/** The files that differ between two commits or trees, below the root; renames are followed. @throws what `gitFailure` makes */
export async function findChangesBetween(
  git: Git,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<Changes> {
  const args = ["diff-tree", "-r", "--raw", "-z", "--no-abbrev", "--find-renames", "--relative"];
  try {
    const { bytes } = await git.run([...args, from, to, "--"], { signal });
    return parseChanges(bytes);
  } catch (error) {
    throw gitFailure(error);
  }
}
