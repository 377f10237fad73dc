import { accessSync, constants, statSync } from "node:fs";
import { dirname, join } from "node:path";

import { findOnPath } from "../process/find-on-path.ts";
import type { Environment } from "../process/service-environment.ts";
import { isInside } from "../workspace/is-inside.ts";

/**
 * The absolute path of a program that runs tests: of the package, then of those above it up to the root, then on PATH.
 * Those of the repository are started confined only, as its tests are.
 *
 * @param cwd absolute, in the root
 */
export function findProgram(
  name: string,
  cwd: string,
  root: string,
  environment: Environment,
): string | undefined {
  if (!isName.test(name)) {
    return undefined;
  }
  return (
    foldersUp(cwd, root)
      .flatMap((folder) => places.map((place) => join(folder, place, name)))
      .find(isProgram) ??
    findOnPath(name, environment, root) ??
    // A client may have started us without a PATH that leads to it.
    (name === "node" ? process.execPath : undefined)
  );
}

const isName = /^[\w][\w.+-]*$/u;

const places = ["node_modules/.bin", ".venv/bin", "venv/bin", "vendor/bin", "bin"];

/** The folder and those above it, up to the root. */
export function foldersUp(folder: string, root: string): string[] {
  return isInside(root, folder)
    ? [folder, ...(folder === root ? [] : foldersUp(dirname(folder), root))]
    : [];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not ours to run: the next place is looked at.
    return false;
  }
}
