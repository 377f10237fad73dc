import { ToolError } from "../errors.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";

/** What git wrote until it ended or was ended. */
interface PartOfOutput {
  readonly bytes: Buffer;
  /** Why there may be more: `time` or `size`; undefined when git came to its end. */
  readonly endedBy?: "time" | "size";
}

/** Runs a command whose output is of use even when it takes too long or writes too much. */
export async function runPartly(
  git: Git,
  args: readonly string[],
  run: Omit<GitRun, "onChunk">,
): Promise<PartOfOutput> {
  const chunks: Buffer[] = [];
  try {
    const { truncated } = await git.run(args, { ...run, onChunk: (chunk) => chunks.push(chunk) });
    return { bytes: Buffer.concat(chunks), ...(truncated && { endedBy: "size" }) };
  } catch (error) {
    if (error instanceof ToolError && error.code === "GIT_TIMEOUT") {
      return { bytes: Buffer.concat(chunks), endedBy: "time" };
    }
    throw error;
  }
}
