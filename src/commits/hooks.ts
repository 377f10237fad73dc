import { accessSync, constants, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ToolError } from "../errors.ts";
import type { Git } from "../git/open-git.ts";
import { GitFailed } from "../git/run-git.ts";
import type { Task } from "../task.ts";
import { cut } from "../text/cut.ts";

/** Hooks compile and test; clients wait a minute by default, and longer where they are told of progress. */
const timeoutMs = 300_000;

/**
 * Runs a hook, if there is one.
 * @param git one that may start programs, with the index the commit is made from
 * @throws ToolError HOOK_FAILED with what it wrote
 */
export async function runHook(
  git: Git,
  [name, ...args]: readonly [string, ...string[]],
  task: Task,
): Promise<void> {
  task.progress(0, 1, `running the hook ${name}`);
  const command = ["hook", "run", "--ignore-missing", name, "--", ...args];
  try {
    await git.run(command, { signal: task.signal, timeoutMs, exitCodeCounts: true });
  } catch (error) {
    if (error instanceof GitFailed) {
      const output = error.message.slice(-mostChars);
      throw new ToolError(
        "HOOK_FAILED",
        `The hook ${name} refused the commit, so nothing was committed: ${cut(output, mostChars)}`,
        "Mend what it says and send the call again.",
        { cause: error, maxChars: 2 * mostChars },
      );
    }
    throw error;
  }
}

const mostChars = 1500;

/** Lets the hooks see and change the message, as `git commit` does. @returns the message after them */
export async function messageAfterHooks(
  git: Git,
  message: string,
  folder: string,
  task: Task,
): Promise<string> {
  const file = join(folder, "COMMIT_EDITMSG");
  writeFileSync(file, message, { mode: 0o600 });
  await runHook(git, ["prepare-commit-msg", file, "message"], task);
  await runHook(git, ["commit-msg", file], task);
  return readFileSync(file, "utf8");
}

/** The hooks that a commit by the user would run. */
export function findHooks({ commonDir, workTree, settings }: Git): readonly string[] {
  const own = settings.findLast(
    ({ key, scope }) => key === "core.hookspath" && scope !== ourOwn,
  )?.value;
  const folder =
    own === undefined ? join(commonDir, "hooks") : own.startsWith("/") ? own : join(workTree, own);
  return ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"].filter((name) =>
    isProgram(join(folder, name)),
  );
}

/** The scope of the settings under which the configuration was read. */
const ourOwn = "command";

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or switched off.
    return false;
  }
}
