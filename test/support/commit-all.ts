import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Makes a git repository of a folder, with one commit of all that is in it. Needs no vitest, so that other programs can use it. */
export async function commitAll(root: string): Promise<void> {
  const git = async (...args: string[]): Promise<unknown> =>
    await run("git", args, { cwd: root, env: gitEnvironment() });
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all", "--force");
  await git("commit", "--quiet", "--allow-empty", "--message=Start");
}

/** The same commit everywhere, whatever the developer's own git says. */
function gitEnvironment(): Record<string, string> {
  const who = { NAME: "Test", EMAIL: "test@example.com", DATE: "2026-01-01T00:00:00Z" };
  const roles = ["AUTHOR", "COMMITTER"].flatMap((role) =>
    Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value]),
  );
  return {
    PATH: process.env["PATH"] ?? "",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    ...Object.fromEntries(roles),
  };
}
