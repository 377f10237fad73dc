import { readNpmPackages } from "../engines/npm-packages.ts";
import { sourcesOf } from "../engines/npm-sources.ts";
import { languageOfPath } from "../languages/index.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";

/** A file that packages are imported by. */
export interface EntryPoint {
  readonly path: RepoPath;
  /** What an import of it is written as. */
  readonly source: string;
}

/**
 * The source files behind what the packages of a repository let others import.
 * @param wanted of a pattern that many files match, only these are told
 */
export function findEntryPoints(
  root: string,
  paths: readonly RepoPath[],
  wanted: ReadonlySet<RepoPath>,
): readonly EntryPoint[] {
  const known = new Set<string>(paths);
  const files = {
    has: (path: string) => known.has(path),
    hasLike: (start: string, end: string) =>
      paths.some((path) => path.startsWith(start) && path.endsWith(end)),
  };
  return readNpmPackages(root, paths).flatMap((one) =>
    [...sourcesOf(one, files)].flatMap(([source, path]) => {
      const star = path.indexOf("*");
      if (star < 0) {
        return languageOfPath(path) === undefined ? [] : [{ path: asRepoPath(path), source }];
      }
      // Without `exports` every file can be imported, which says nothing of what is meant to be.
      const like = one.exports === undefined ? [] : entriesLike(path, source, paths);
      return like.length > mostLike ? like.filter((entry) => wanted.has(entry.path)) : like;
    }),
  );
}

/** Following what each of more files hands on takes too long. */
const mostLike = 200;

function entriesLike(pattern: string, source: string, paths: readonly RepoPath[]): EntryPoint[] {
  const star = pattern.indexOf("*");
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return paths
    .filter((path) => path.startsWith(start) && path.endsWith(end) && languageOfPath(path))
    .map((path) => {
      const part = path.slice(start.length, path.length - end.length);
      return { path, source: source.replace("*", () => part) };
    });
}
