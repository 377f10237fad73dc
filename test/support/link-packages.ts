import { mkdir, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import type { ProjectFixture } from "./project-fixtures.ts";

/** Links the packages of a workspace in `node_modules` as its package manager would. */
export async function linkPackages(root: string, { links }: ProjectFixture): Promise<void> {
  for (const [link, target] of Object.entries(links)) {
    const path = join(root, link);
    await mkdir(dirname(path), { recursive: true });
    await symlink(relative(dirname(path), join(root, target)), path, "junction");
  }
}
