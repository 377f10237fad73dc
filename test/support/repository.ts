import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { commitAll } from "./commit-all.ts";
import { packageRoot } from "./package-root.ts";

export { commitAll };

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
