import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { execa } from "execa";

import { type ClientName, clients, installedAsOf } from "./clients.ts";

/**
 * The folder with the client's `node_modules`, outside the repository, installed when it is not there yet.
 * Where that fails the test is skipped, and its line says why.
 */
export async function installClient(
  name: ClientName,
  skip: (reason: string) => never,
): Promise<string> {
  const folder = folderOf(name);
  if (!existsSync(folder)) {
    const failure = await install(folder, clients[name].packages);
    if (failure !== undefined) {
      skip(`cannot install ${name}: ${failure}`);
    }
  }
  return folder;
}

/** A Node that is new enough for the client: the one we run on, or one that is installed like a client. */
export async function nodeFor(name: ClientName, skip: (reason: string) => never): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= clients[name].node) {
    return process.execPath;
  }
  const platform = `node-${process.platform}-${process.arch}`;
  return join(await installClient("node", skip), "node_modules", platform, "bin", "node");
}

function folderOf(name: ClientName): string {
  const { XDG_CACHE_HOME: caches = tmpdir() } = process.env;
  const versions = clients[name].packages.map((one) => one.slice(one.lastIndexOf("@") + 1));
  return join(caches, "repowright-clients", `${name}-${versions.join("-")}-${installedAsOf}`);
}

/** Installs beside and swaps in, so that a folder that is there is complete; what went wrong, if anything. */
async function install(folder: string, packages: readonly string[]): Promise<string | undefined> {
  await mkdir(join(folder, ".."), { recursive: true });
  const beside = await mkdtemp(`${folder}.`);
  const quiet = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
  ];
  const { failed, stderr } = await execa(
    "npm",
    ["install", "--prefix", beside, ...quiet, `--before=${installedAsOf}`, ...packages],
    { cwd: beside, reject: false, timeout: 500_000 },
  );
  if (!failed) {
    // Whoever was faster has installed the same.
    await rename(beside, folder).catch(() => undefined);
  }
  await rm(beside, { recursive: true, force: true });
  return failed ? (stderr.split("\n")[0] ?? "npm failed") : undefined;
}
