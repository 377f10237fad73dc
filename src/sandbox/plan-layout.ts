import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import { findGitFolders } from "./find-git-folders.ts";
import type { Protected } from "./find-protected.ts";
import { findToolchains } from "./find-toolchains.ts";
import {
  findHiddenPlaces,
  findHomes,
  findHomeSecrets,
  findSystemSecrets,
} from "./hidden-places.ts";
import type { Missing } from "./hold-missing.ts";
import type { Layout } from "./layout.ts";
import { outermost } from "./outermost.ts";
import type { LooseCommand } from "./sandbox.ts";

/**
 * What a command sees of the disk.
 *
 * @param root absolute and real
 * @param missing those that have a placeholder
 */
export function planLayout(
  root: string,
  command: LooseCommand,
  found: Protected,
  missing: readonly Missing[],
): Layout {
  const home = command.environment["HOME"];
  const hidden = findHiddenPlaces(home);
  const whole = [...hidden, ...findHomes(home)];
  const gitFolders = findGitFolders(root);
  const shown = [
    ...findToolchains(command.environment, command.command),
    ...findPackagesAround(root, command.cwd),
    ...gitFolders,
    // Often a link into `/run`; without a network nobody asks.
    ...["/etc/resolv.conf"].filter((path) => existsSync(path)),
    ...command.readable,
  ]
    .flatMap((path) => [realParent(path), realpathSync(path)])
    // Never a hidden place or a home itself, nor what holds one: somebody may have their home on PATH.
    .filter((path) => isWithin(hidden, path) && !whole.some((place) => isInside(path, place)));
  const placeholders = new Set(missing.map(({ path }) => path));
  const fixed = [...found.fixed, ...gitFolders].filter((path) => isInside(root, path));
  const secrets = [...findSystemSecrets(), ...findHomeSecrets(root, home)];
  return {
    hidden,
    shown: outermost(shown).filter((path) => !isInside(root, path)),
    writable: [root, ...command.writable],
    fixed: unique(fixed).filter((path) => !placeholders.has(path)),
    emptyFiles: unique([
      ...found.secret,
      ...secrets.filter((path) => !isFolder(path)),
      ...missing.filter(({ kind }) => kind === "file").map(({ path }) => path),
    ]),
    emptyFolders: unique([
      ...secrets.filter(isFolder),
      ...missing.filter(({ kind }) => kind === "folder").map(({ path }) => path),
    ]),
  };
}

/** Packages that are found from the root but lie outside: those of a monorepo above it, and a linked `node_modules`. */
function findPackagesAround(root: string, cwd: string): readonly string[] {
  const above: string[] = [];
  for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder)) {
    above.push(join(folder, packages));
  }
  const linked = [join(root, packages), join(cwd, packages)]
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path))
    // The link is the repository's, so it may lead to anything.
    .filter((path) => basename(path) === packages);
  return [...above, ...linked].filter(isFolder);
}

const packages = "node_modules";

/** The path with the links in it resolved, but for its last part. */
function realParent(path: string): string {
  return join(realpathSync(dirname(path)), basename(path));
}

function isWithin(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => isInside(folder, path));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
