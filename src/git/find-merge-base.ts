import type { Git } from "./open-git.ts";
import { GitFailed } from "./run-git.ts";

/**
 * The id of the last commit that two commits have in common; undefined when there is none, or when a shallow clone does
 * not hold it.
 */
export async function findMergeBase(
  git: Git,
  one: string,
  other: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { bytes } = await git.run(["merge-base", "--end-of-options", one, other], { signal });
    const id = bytes.toString("latin1").trim();
    return id === "" ? undefined : id;
  } catch (error) {
    if (error instanceof GitFailed) {
      return undefined;
    }
    throw error;
  }
}
