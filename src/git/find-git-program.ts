import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import type { Environment } from "./git-environment.ts";

/**
 * The absolute path of git. PATH entries that are relative or inside the root are passed over: a repository can
 * bring a `git` of its own in `node_modules/.bin`, which npx puts on PATH.
 */
export function findGitProgram(root: string, environment: Environment): string | undefined {
  const path =
    Object.entries(environment).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
  const name = process.platform === "win32" ? "git.exe" : "git";
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, name))
    .find((program) => isProgram(program) && !isBrought(root, program));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not allowed: the next entry of PATH is looked at.
    return false;
  }
}

function isBrought(root: string, program: string): boolean {
  return isInside(root, program) || isInside(root, realpathSync(program));
}
