import { readdirSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import { foldersUp } from "./find-program.ts";

/**
 * Folders of installed packages outside of the root that links in its `node_modules` lead to, as those of a package
 * manager's store and of a second working tree do. Nothing else is taken from a link, because the repository can hold
 * any: only folders called `node_modules`.
 *
 * @param cwd absolute, in the root
 */
export function linkedPackages(cwd: string, root: string): string[] {
  const links = foldersUp(cwd, root)
    .map((folder) => join(folder, "node_modules"))
    .flatMap((folder) => [
      folder,
      ...linksIn(folder),
      ...namesIn(folder)
        .filter(({ name }) => name.startsWith("@"))
        .flatMap(({ name }) => linksIn(join(folder, name))),
    ]);
  const stores = links.flatMap((link) => storeOf(link, root));
  return [...new Set(stores)].slice(0, mostStores);
}

const mostStores = 100;

function linksIn(folder: string): string[] {
  return namesIn(folder)
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => join(folder, name));
}

function namesIn(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch {
    // Nothing is installed here.
    return [];
  }
}

// oxlint-disable-next-line typescript/explicit-module-boundary-types -- not exported
function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** The outermost `node_modules` on the way to what a link leads to. */
function storeOf(link: string, root: string): string[] {
  try {
    const real = realpathSync(link);
    const parts = real.split(sep);
    const at = parts.indexOf("node_modules");
    return at < 1 || isInside(root, real) ? [] : [parts.slice(0, at + 1).join(sep)];
  } catch {
    // It leads nowhere.
    return [];
  }
}
