import { ToolError } from "../errors.ts";
import type { ListedFile } from "../workspace/listing.ts";
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
 * @throws ToolError PATH_NOT_FOUND with the nearest paths, or what `resolveInside` throws
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
  if (stampPath(root, path) !== undefined) {
    throw new ToolError(
      "PATH_NOT_LISTED",
      `${quotePath(path)} exists, but git ignores it or it holds no files, so it is not searched.`,
      "Read it with read_code, or name another path.",
    );
  }
  throw notFound(path, files);
}

/** A path that is not there, with those that may have been meant. */
export function notFound(path: string, files: ReadonlyMap<RepoPath, ListedFile>): ToolError {
  const near = pathsLike(path, [...files.keys()]);
  const next =
    near.length > 0
      ? `Did you mean ${near.map(quotePath).join(" or ")}?`
      : "Call get_overview to see what there is.";
  return new ToolError("PATH_NOT_FOUND", `There is no ${quotePath(path)} in the repository.`, next);
}
