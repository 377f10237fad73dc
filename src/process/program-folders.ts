import { delimiter, isAbsolute } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import type { Environment } from "./service-environment.ts";

/**
 * The folders of PATH that programs are started from: absolute and outside of the root. A repository can bring programs
 * in `node_modules/.bin`, which npx puts on PATH, and a relative folder is the repository's as well.
 */
export function programFolders(environment: Environment, root: string): readonly string[] {
  const path = Object.entries(environment).find(([name]) => name.toUpperCase() === "PATH")?.[1];
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isInside(root, folder));
}
