import { lstatSync, type Stats } from "node:fs";

import { ToolError } from "../errors.ts";
import { atEntry } from "./at-entry.ts";
import { type Held, holdInside } from "./hold-inside.ts";
import { parentOf } from "./look-at-tree.ts";
import { hasProtectedSegment } from "./protected-segment.ts";
import { quotePath } from "./quote-path.ts";
import { readFailure } from "./read-failure.ts";
import { asRepoPath, type RepoPath } from "./repo-path.ts";
import { protectedPath } from "./resolve-inside.ts";
import { systemCode } from "./system-code.ts";

/** Where writing to a path would really write. */
export interface Place {
  /** No link is on the way to it, and unless it was to be taken for itself, it is no link either. */
  readonly path: RepoPath;
  /** What lies there, not followed; undefined when nothing does. */
  readonly stat: Stats | undefined;
  /** Folders on the way that do not exist yet, the topmost first. */
  readonly missing: readonly RepoPath[];
  /** The path asked for, if it is a link that was followed. */
  readonly link?: RepoPath;
}

export interface LocateOptions {
  /** Whether a link at the path itself is followed, as when writing into what it leads to. */
  readonly follow: boolean;
  /** Paths that will be gone: below them everything is missing, and a link among them leads nowhere. */
  readonly leaving: ReadonlySet<RepoPath>;
}

/**
 * Finds where a path leads, with every link on the way resolved inside the root. Nothing needs to be there yet.
 *
 * @throws ToolError PATH_ESCAPE, PROTECTED, BROKEN_LINK, NOT_A_FOLDER, FILE_NOT_READABLE, ROOT_GONE
 */
export function locateInside(root: string, path: RepoPath, options: LocateOptions): Place {
  try {
    const { real, missing } = realFolder(root, path, options.leaving);
    const own = joined(real, path.slice(path.lastIndexOf("/") + 1));
    const stat = missing.length > 0 ? undefined : atEntry(root, own, lookAt);
    if (stat?.isSymbolicLink() === true && options.follow) {
      return { ...linkTarget(root, path, own), missing, link: path };
    }
    return { path: own, stat, missing };
  } catch (error) {
    throw readFailure(root, path, error);
  }
}

interface RealFolder {
  readonly real: RepoPath;
  readonly missing: readonly RepoPath[];
}

function realFolder(root: string, path: RepoPath, leaving: ReadonlySet<RepoPath>): RealFolder {
  const gone = foldersOn(path).find((folder) => leaving.has(folder));
  let existing = asRepoPath(parentOf(gone ?? path));
  const names = path.split("/").slice(existing === "" ? 0 : existing.split("/").length, -1);
  const willBeMissing = names.length;
  for (;;) {
    const held = holdIfThere(root, existing);
    if (held !== undefined) {
      try {
        return below(held, names, { path, isMissing: names.length > willBeMissing });
      } finally {
        held.release();
      }
    }
    names.unshift(existing.slice(existing.lastIndexOf("/") + 1));
    existing = asRepoPath(parentOf(existing));
  }
}

/** The folders a path goes through, the topmost first, without the root. */
function foldersOn(path: RepoPath): RepoPath[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => asRepoPath(names.slice(0, index + 1).join("/")));
}

function holdIfThere(root: string, folder: RepoPath): Held | undefined {
  try {
    return holdInside(root, folder);
  } catch (error) {
    const code = systemCode(error);
    if (folder !== "" && (code === "ENOENT" || code === "ENOTDIR")) {
      return undefined;
    }
    throw error;
  }
}

function below(
  { stat, realPath, door }: Held,
  names: readonly string[],
  { path, isMissing }: { readonly path: RepoPath; readonly isMissing: boolean },
): RealFolder {
  if (!stat.isDirectory()) {
    throw new ToolError(
      "NOT_A_FOLDER",
      `${quotePath(path)} would lie in ${quotePath(realPath)}, which is no folder.`,
      "Choose another path, or delete that file in the same change.",
    );
  }
  checkUnprotected(realPath, path);
  const [next] = names;
  // Something is there and yet does not lead anywhere: only a link does that.
  if (isMissing && next !== undefined && lookAt(`${door}/${next}`) !== undefined) {
    throw brokenLink(path);
  }
  const missing: RepoPath[] = [];
  let real = asRepoPath(realPath);
  for (const name of names) {
    real = joined(real, name);
    missing.push(real);
  }
  return { real, missing };
}

function linkTarget(root: string, path: RepoPath, own: RepoPath): Pick<Place, "path" | "stat"> {
  let held: Held;
  try {
    held = holdInside(root, own);
  } catch (error) {
    throw systemCode(error) === "ENOENT" ? brokenLink(path) : error;
  }
  held.release();
  checkUnprotected(held.realPath, path);
  const target = asRepoPath(held.realPath);
  return { path: target, stat: target === "" ? held.stat : atEntry(root, target, lookAt) };
}

function checkUnprotected(realPath: string, path: RepoPath): void {
  if (hasProtectedSegment(realPath)) {
    throw protectedPath(path);
  }
}

function brokenLink(path: RepoPath): ToolError {
  return new ToolError(
    "BROKEN_LINK",
    `${quotePath(path)} goes through a link that leads nowhere.`,
    "Delete the link first, or write to another path.",
  );
}

function lookAt(entry: string): Stats | undefined {
  return lstatSync(entry, { throwIfNoEntry: false });
}

function joined(folder: RepoPath, name: string): RepoPath {
  return asRepoPath(folder === "" ? name : `${folder}/${name}`);
}
