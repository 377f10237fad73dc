import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * The sources of a package from the npm registry as a git repository, fetched once.
 * @returns the folder, which holds the package's own folder `package`
 */
export async function fetchCorpus(folder: string, spec: string): Promise<string> {
  const root = join(folder, spec.replaceAll(/[^\w.-]+/g, "-"));
  if (existsSync(root)) {
    return root;
  }
  const unpacked = `${root}.new`;
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked, { recursive: true });
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", unpacked, spec], {
    cwd: unpacked,
  });
  const archive = join(unpacked, stdout.trim().split("\n").at(-1) ?? "");
  await run("tar", ["-xzf", archive, "-C", unpacked]);
  await rm(archive);
  await run("git", ["init", "--quiet"], { cwd: unpacked });
  await rename(unpacked, root);
  return root;
}
