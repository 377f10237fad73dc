/** Marks a checked path; it exists for the compiler only. */
declare const checked: unique symbol;

/**
 * A path relative to the root, `/`-separated, without `.` or `..` segments and without a `.git` segment.
 * The root itself is `""`. It says nothing about links: those are met when the path is opened.
 * Only `resolveInside` and the file listings make one.
 */
export type RepoPath = string & { readonly [checked]: true };

/** Marks a path as checked. To be called where the check has just been made, nowhere else. */
export function asRepoPath(path: string): RepoPath {
  mark(path);
  return path;
}

/** The mark is for the compiler only, so there is nothing to do at run time. */
function mark(_path: string): asserts _path is RepoPath {}
