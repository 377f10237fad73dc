import { type Dirent, readdirSync, readlinkSync, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import type { CopyLink } from "./copy-plan.ts";

export interface LinkedFolder {
  readonly root: string;
  readonly copyRoot: string;
  /** Relative to the root, which is `""`. */
  readonly folder: string;
  /** Whether a path is a listed file of either state or a folder of such. */
  isKnown(path: string): boolean;
}

/** Links for what lies in a folder and is not listed, by path. */
export function linksInFolder(where: LinkedFolder): [path: string, link: CopyLink][] {
  return entriesOf(where, where.folder).flatMap((entry): [string, CopyLink][] => {
    const path = where.folder === "" ? entry.name : `${where.folder}/${entry.name}`;
    if (where.isKnown(path) || entry.name === ".git") {
      return [];
    }
    return entry.name === "node_modules" && entry.isDirectory()
      ? linksOfPackages(where, path)
      : [[path, linkFor(where, path, entry)]];
  });
}

/**
 * Installed packages. Where some are links, as those of a workspace are, each is linked by itself: a relative link then
 * leads to the package in the copy, which one link to the whole folder would not.
 */
function linksOfPackages(where: LinkedFolder, folder: string): [string, CopyLink][] {
  const packages = entriesOf(where, folder).flatMap((entry): [string, Dirent][] => {
    const path = `${folder}/${entry.name}`;
    return entry.name.startsWith("@") && entry.isDirectory()
      ? entriesOf(where, path).map((scoped) => [`${path}/${scoped.name}`, scoped])
      : [[path, entry]];
  });
  return packages.some(([, entry]) => entry.isSymbolicLink())
    ? packages.map(([path, entry]) => [path, linkFor(where, path, entry)])
    : [[folder, { target: join(where.root, folder), toFolder: true }]];
}

function linkFor({ root, copyRoot }: LinkedFolder, path: string, entry: Dirent): CopyLink {
  const original = join(root, path);
  if (!entry.isSymbolicLink()) {
    return { target: original, toFolder: entry.isDirectory() };
  }
  const target = readlinkSync(original);
  const toFolder = statSync(original, { throwIfNoEntry: false })?.isDirectory() === true;
  return isAbsolute(target) && isInside(root, target)
    ? { target: join(copyRoot, relative(root, target)), toFolder }
    : { target, toFolder };
}

/** A folder that is no more, or that nobody may read, has nothing to link to. */
function entriesOf({ root }: LinkedFolder, folder: string): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
}
