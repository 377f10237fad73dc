/** Type only for now: the checked relative path, `/`-separated, inside the root. */
declare const checked: unique symbol;

/**
 * A path relative to the root, `/`-separated, without `.` or `..` segments.
 * Only `resolveInside` and the file listings make one.
 */
export type RepoPath = string & { readonly [checked]: true };
