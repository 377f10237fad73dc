import { ToolError } from "../errors.ts";
import { cut } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";
import type { Git } from "./open-git.ts";
import { GitFailed } from "./run-git.ts";

/**
 * The id of the commit that a branch, tag or commit names.
 * @param ref comes from the model, so it is checked that git takes it for nothing else
 * @throws ToolError REF_INVALID, REF_NOT_FOUND
 */
export async function resolveCommit(git: Git, ref: string, signal: AbortSignal): Promise<string> {
  if (ref.startsWith("-") || /[\p{Cc}\s]/u.test(ref)) {
    throw new ToolError(
      "REF_INVALID",
      `${quoted(ref)} is no name of a branch, tag or commit.`,
      "Send a name as git log shows it: HEAD, HEAD~1, main, a tag, or a commit's id.",
    );
  }
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
    const { bytes } = await git.run(args, { signal });
    const id = bytes.toString("latin1").trim();
    if (commitId.test(id)) {
      return id;
    }
  } catch (error) {
    if (!(error instanceof GitFailed)) {
      throw error;
    }
  }
  throw new ToolError(
    "REF_NOT_FOUND",
    ref === "HEAD"
      ? "The repository has no commit yet, so there is nothing to compare with."
      : `There is no commit ${quoted(ref)} in the repository.`,
    ref === "HEAD"
      ? "Name what changed with symbols instead."
      : "Send one branch, tag or commit that git log shows; ranges are not taken.",
  );
}

const commitId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u;

function quoted(ref: string): string {
  return JSON.stringify(cut(renderName(ref), 100));
}
