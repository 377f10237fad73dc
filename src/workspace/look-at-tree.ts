import { lstatSync, type Stats } from "node:fs";

import type { RepoPath } from "./repo-path.ts";

/** What lies at paths of a tree, each parent folder being looked at once. For one listing; it is not kept fresh. */
export interface TreeLook {
  /** What is at the path itself, a link not followed; undefined when nothing is, or a link is on the way. */
  entry(path: RepoPath): Stats | undefined;
  /** The folder at the path, if it is one and no link is on the way. */
  directory(path: string): Stats | undefined;
}

export function lookAtTree(root: string): TreeLook {
  const directories = new Map<string, Stats | undefined>();

  function directory(path: string): Stats | undefined {
    let stat = directories.get(path);
    if (stat === undefined && !directories.has(path)) {
      stat = path === "" ? lstat(root) : entry(path);
      stat = stat?.isDirectory() ? stat : undefined;
      directories.set(path, stat);
    }
    return stat;
  }

  function entry(path: string): Stats | undefined {
    return directory(parentOf(path)) && lstat(`${root}/${path}`);
  }

  return { entry, directory };
}

/** The folder a path is in; `""` is the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // No permission, or a name too long: for a listing it is not there.
    return undefined;
  }
}
