/**
 * Whether a folder holds what a package manager or tool put there rather than the project's own files. Asked only
 * where no git says what belongs to the project; names that projects also use for their sources are not among them.
 */
export function isDependencyFolder(name: string): boolean {
  return names.has(name);
}

/** Whether a folder says of itself that it can be made again: https://bford.info/cachedir/ and PEP 405. */
export function isMarkedAsCache(entryNames: readonly string[]): boolean {
  return entryNames.includes("CACHEDIR.TAG") || entryNames.includes("pyvenv.cfg");
}

const names: ReadonlySet<string> = new Set([
  ".gradle",
  ".hg",
  ".jj",
  ".mypy_cache",
  ".nox",
  ".pytest_cache",
  ".ruff_cache",
  ".svn",
  ".terraform",
  ".tox",
  ".venv",
  "__pycache__",
  "bower_components",
  "jspm_packages",
  "node_modules",
]);
