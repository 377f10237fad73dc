import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Source } from "./affected-mutations.ts";

/** One commit with everything that is tracked, beside the installed packages. @returns the sources that tests may reach */
export async function copyProject(root: string, copy: string): Promise<Source[]> {
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "");
  for (const path of tracked) {
    await cp(join(root, path), join(copy, path), { verbatimSymlinks: true }).catch(() => undefined);
  }
  const who = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"];
  for (const args of [
    ["init", "--quiet"],
    ["add", "--all", "--force"],
    [...who, "commit", "--quiet", "--message=Start"],
  ]) {
    execFileSync("git", args, { cwd: copy });
  }
  await linkInstalled(join(await realpath(root), "node_modules"), join(copy, "node_modules"));
  const paths = tracked.filter(
    (path) => /^(?:src|lib)\/.*\.[cm]?[jt]sx?$/.test(path) && !isNoSource.test(path),
  );
  return await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(copy, path), "utf8") })),
  );
}

const isNoSource = /\.(?:test|spec|bench|d)\.[cm]?[jt]sx?$|(?:^|\/)__\w+__\/|(?:^|\/)fixtures?\//;

/** Each package by a link, so that what vitest keeps in the folder stays in the copy. */
async function linkInstalled(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(from)) {
    if (!name.startsWith(".") || name === ".bin") {
      await symlink(join(from, name), join(to, name), "junction");
    }
  }
  await writeFile(join(to, ".gitignore"), "*\n");
}
