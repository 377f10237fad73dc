import { realpathSync } from "node:fs";
import { posix, relative, sep } from "node:path";

import { isInside } from "./is-inside.ts";

/** A package found in a `node_modules` folder. */
export interface Installed {
  /** Where it really lies, relative to the root; undefined when outside of it. */
  readonly realFolder: string | undefined;
}

/**
 * The package that an import from a folder would find, in the nearest `node_modules` from there up to the root;
 * undefined when none has it. Nothing is read but links.
 * @param folder relative to the root, which is `""` or `.`
 */
export function findInstalled(root: string, folder: string, name: string): Installed | undefined {
  if (name.split("/").some((part) => part === ".." || part === "." || part === "")) {
    return undefined;
  }
  for (let at = posix.normalize(folder); ; at = posix.dirname(at)) {
    const real = realPathOf(`${root}/${posix.join(at, "node_modules", name)}`);
    if (real !== undefined) {
      const inside = isInside(root, real) ? relative(root, real).replaceAll(sep, "/") : undefined;
      return { realFolder: inside };
    }
    if (at === "." || at === "" || at === "/") {
      return undefined;
    }
  }
}

/** Undefined where there is nothing, or nothing that can be reached. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
