import { ToolError } from "../errors.ts";
import { findClosest } from "../text/closest.ts";
import { cut } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import { GitFailed } from "./run-git.ts";

/**
 * The id of the commit that a branch, tag or commit names.
 * @param ref comes from the model, so it is checked that git takes it for nothing else
 * @throws ToolError REF_INVALID, REF_NOT_FOUND with a name that may have been meant
 */
export async function resolveCommit(git: Git, ref: string, signal: AbortSignal): Promise<string> {
  if (ref.startsWith("-") || /[\p{Cc}\s]/u.test(ref)) {
    throw new ToolError(
      "REF_INVALID",
      `${quoted(ref)} is no name of a branch, tag or commit.`,
      "Send a name as git log shows it: HEAD, HEAD~1, main, a tag, or a commit's id.",
    );
  }
  const id = await findCommit(git, ref, signal);
  if (id !== undefined) {
    return id;
  }
  if (ref === "HEAD") {
    throw new ToolError(
      "REF_NOT_FOUND",
      "The repository has no commit yet, so there is nothing to compare with.",
      "Name what changed with symbols instead.",
    );
  }
  const near = findClosest(ref, await readRefs(git, signal));
  throw new ToolError(
    "REF_NOT_FOUND",
    `There is no commit ${quoted(ref)} in the repository.`,
    near === undefined
      ? "Send one branch, tag or commit that git log shows; ranges are not taken."
      : `Did you mean ${quoted(near)}?`,
  );
}

/** The id of the commit that a name which git takes for a revision stands for; undefined when there is none. */
export async function findCommit(
  git: Git,
  ref: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
    const { bytes } = await git.run(args, { signal });
    const id = bytes.toString("latin1").trim();
    return commitId.test(id) ? id : undefined;
  } catch (error) {
    if (error instanceof GitFailed) {
      return undefined;
    }
    throw error;
  }
}

const commitId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u;

/** The names of branches and tags, those changed last first, as far as it is worth looking for a slip. */
async function readRefs(git: Git, signal: AbortSignal): Promise<readonly string[]> {
  const args = ["for-each-ref", "--sort=-creatordate", "--count=2000", "--format=%(refname:short)"];
  const { bytes } = await git.run([...args, "refs/heads", "refs/tags", "refs/remotes"], { signal });
  return gitText(bytes).text.split("\n").filter(Boolean);
}

function quoted(ref: string): string {
  return JSON.stringify(cut(renderName(ref), 100));
}
