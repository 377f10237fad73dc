import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";
import { packageRoot } from "./package-root.ts";

const made: string[] = [];

afterAll(async () => {
  await Promise.all(
    made.splice(0).map(async (folder) => await rm(folder, { recursive: true, force: true })),
  );
});

/** A copy of `fixtures/<name>` as a git repository with one commit, removed when the test file has run. */
export async function copyFixture(name: string): Promise<string> {
  const root = await temporaryFolder();
  await cp(join(packageRoot, "fixtures", name), root, { recursive: true });
  await commitAll(root);
  return root;
}

/** A git repository with these files and one commit, removed when the test file has run. */
export async function makeRepository(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  await writeFiles(root, files);
  await commitAll(root);
  return root;
}

/** An empty folder, removed when the test file has run. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "repowright-test-"));
  made.push(folder);
  return folder;
}

export async function writeFiles(
  root: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

const run = promisify(execFile);

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
