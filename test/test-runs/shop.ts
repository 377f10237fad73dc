import { cp, mkdir, readdir, realpath, symlink } from "node:fs/promises";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import { packageRoot } from "../support/package-root.ts";
import { commitAll, temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

/** A copy of a fixture as a repository, with the project's own packages installed in it. */
export async function copyShop(fixture: string): Promise<string> {
  const root = await temporaryFolder();
  await cp(join(packageRoot, "fixtures", fixture), root, { recursive: true });
  return await finish(root);
}

/** A repository of these files, likewise. */
export async function makeShop(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  await writeFiles(root, files);
  return await finish(root);
}

async function finish(root: string): Promise<string> {
  await writeFiles(root, { ".gitignore": "node_modules\n" });
  await commitAll(root);
  await linkPackages(await realpath(join(packageRoot, "node_modules")), join(root, "node_modules"));
  return root;
}

/** Each package by a link, so that what runners write into the folder stays in it. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(from)) {
    if (!name.startsWith(".") || name === ".bin") {
      await symlink(join(from, name), join(to, name), "junction");
    }
  }
}

/** A server with a cache of its own, so that it knows of no run before. */
export async function serveShop(
  root: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const cache = await temporaryFolder();
  const server = await startServer({ root, args: ["--cache-dir", cache, ...args], env });
  onTestFinished(server.close);
  return server;
}

/** The answer without what differs from run to run, and with the sandbox as it may be. */
export function blank(text: string): string {
  return text
    .replaceAll(/\b\d+\.\d s\b/g, "<time>")
    .replaceAll(/\br[\da-z]{8}-[\w-]{6}/g, "<run>")
    .replaceAll(/"[\w-]{20,}"/g, "<cursor>")
    .replaceAll(/^Sandbox: .*$/gm, "Sandbox: <state>")
    .replaceAll(/\/\S*\/bin\/(?=node |npm |python3 |go )/g, "");
}
