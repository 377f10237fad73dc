/**
 * What every comparison is made with, whatever the repository's configuration says: no program of it runs, submodules
 * are not looked into, and the form is the one we read.
 */
export const diffOptions: readonly string[] = [
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--find-renames",
  "--relative",
  "--ignore-submodules=dirty",
  "--submodule=short",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--unified=3",
  "--inter-hunk-context=0",
];
