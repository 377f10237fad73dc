import { ToolError } from "../errors.ts";
import type { Git } from "../git/open-git.ts";
import { GitFailed } from "../git/run-git.ts";
import type { Task } from "../task.ts";

export interface NewCommit {
  readonly tree: string;
  readonly parent: string | undefined;
  readonly message: string;
}

/** Writes a commit that no branch has yet. @returns its id */
export async function writeCommit(
  git: Git,
  { tree, parent, message }: NewCommit,
  sign: boolean,
  { signal }: Task,
): Promise<string> {
  const args = [
    "commit-tree",
    ...(sign ? ["-S"] : []),
    ...(parent === undefined ? [] : ["-p", parent]),
    "-F",
    "-",
    tree,
  ];
  try {
    const { bytes } = await git.run(args, { signal, input: message });
    return bytes.toString("latin1").trim();
  } catch (error) {
    if (sign && error instanceof GitFailed) {
      throw new ToolError(
        "NOT_SIGNED",
        `The commit could not be signed, so nothing was committed: ${error.message.slice(0, 300)}`,
        "Ask the user to unlock or to set up the key.",
        { cause: error },
      );
    }
    throw error;
  }
}

/**
 * Moves the current branch, or HEAD where it is detached, from one commit to the next.
 * @throws ToolError HEAD_MOVED when somebody else moved it
 */
export async function moveBranch(
  git: Git,
  { from, to, subject }: { from: string | undefined; to: string; subject: string },
  { signal }: Task,
): Promise<void> {
  const reason = from === undefined ? "commit (initial)" : "commit";
  const old = from ?? "0".repeat(to.length);
  try {
    await git.run(["update-ref", "-m", `${reason}: ${subject}`, "HEAD", to, old], { signal });
  } catch (error) {
    if (error instanceof GitFailed) {
      throw new ToolError(
        "HEAD_MOVED",
        `The branch could not be moved, so nothing was committed: ${error.message.slice(0, 200)}`,
        "Somebody else may have committed; look at git_history and send the call again.",
        { cause: error },
      );
    }
    throw error;
  }
}
