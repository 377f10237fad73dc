import { ToolError } from "../errors.ts";
import type { ListedFile } from "../workspace/listing.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { stampPath } from "../workspace/stamp.ts";
import { pathsLike } from "./paths-like.ts";

/** The part of the repository that a request is about. */
export interface PathScope {
  /** The root is `""`. */
  readonly path: RepoPath;
  readonly kind: "file" | "folder";
  /** Its listed files, in the listing's order. A file that is ignored but asked for by name is there, too. */
  readonly files: readonly RepoPath[];
  includes(path: RepoPath): boolean;
}

/**
 * What a `path` argument names; the whole repository without one.
 * @throws ToolError NOT_FOUND with the nearest paths, or what `resolveInside` throws
 */
export function scopeOf(
  root: string,
  files: ReadonlyMap<RepoPath, ListedFile>,
  requested: string | undefined,
): PathScope {
  const path = resolveInside(root, requested ?? ".");
  if (path === "") {
    return { path, kind: "folder", files: [...files.keys()], includes: () => true };
  }
  if (files.has(path)) {
    return { path, kind: "file", files: [path], includes: (other) => other === path };
  }
  const prefix = `${path}/`;
  const inside = [...files.keys()].filter((file) => file.startsWith(prefix));
  if (inside.length > 0) {
    return { path, kind: "folder", files: inside, includes: (other) => other.startsWith(prefix) };
  }
  if (stampPath(root, path) === undefined) {
    throw notFound(path, files);
  }
  if (isReadable(root, path)) {
    return { path, kind: "file", files: [path], includes: (other) => other === path };
  }
  throw new ToolError(
    "PATH_NOT_LISTED",
    `${quotePath(path)} is a folder that git ignores, or that holds no files, so it is not searched.`,
    "Name a file in it, or another path.",
  );
}

/** Whether a file is there that may be read: one that git ignores is not listed, but may be asked for. */
function isReadable(root: string, path: RepoPath): boolean {
  try {
    readInsideSync(root, path, { maxBytes: 0 });
    return true;
  } catch (error) {
    if (error instanceof ToolError && error.code === "IS_DIRECTORY") {
      return false;
    }
    throw error;
  }
}

/** A path that is not there, with those that may have been meant. */
export function notFound(path: string, files: ReadonlyMap<RepoPath, ListedFile>): ToolError {
  const folders = new Set([...files.keys()].flatMap(foldersOf));
  const near = pathsLike(path, [...files.keys(), ...folders]);
  const next =
    near.length > 0
      ? `Did you mean ${near.map(quotePath).join(" or ")}?`
      : "Call get_overview to see what there is.";
  return new ToolError("NOT_FOUND", `There is no ${quotePath(path)} in the repository.`, next);
}

function foldersOf(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, level) => parts.slice(0, level + 1).join("/"));
}
