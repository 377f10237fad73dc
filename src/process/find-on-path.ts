import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import { programFolders } from "./program-folders.ts";
import type { Environment } from "./service-environment.ts";

/**
 * The absolute path of a program, or undefined. Programs that the repository brings are passed over, whether PATH leads
 * into the root or a link on PATH does. On Windows only `.exe` is looked for: scripts need a shell.
 *
 * @param command a name without a folder and without `.exe`
 */
export function findOnPath(
  command: string,
  environment: Environment,
  root: string,
): string | undefined {
  const name = process.platform === "win32" ? `${command}.exe` : command;
  return programFolders(environment, root)
    .map((folder) => join(folder, name))
    .find((program) => isProgram(program) && !isInside(root, realpathSync(program)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not allowed: the next folder is looked at.
    return false;
  }
}
