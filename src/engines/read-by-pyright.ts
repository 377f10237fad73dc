import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/**
 * Which files pyright searches for references only while they are open: those that it leaves out by itself, and where a
 * configuration says what to leave out, every file, because then only pyright knows.
 */
export function readByPyright(
  root: string,
  files: TreeState["files"],
): (path: RepoPath) => boolean {
  if (isNarrowed(root)) {
    return () => true;
  }
  const environments = new Set<string>();
  for (const path of files.keys()) {
    const folder = mark.exec(path)?.[1];
    if (folder !== undefined) {
      environments.add(folder);
    }
  }
  return (path) => isLeftOut(path, environments);
}

/** Of a virtual environment, in the folder that is caught. */
const mark = /^(.*?)\/?(?:pyvenv\.cfg|bin\/activate|Scripts\/activate|conda-meta\/.*)$/;

function isLeftOut(path: string, environments: ReadonlySet<string>): boolean {
  if (path.split("/").some((name) => ownExcludes.test(name))) {
    return true;
  }
  let folder = posix.dirname(path);
  while (folder !== "." && !environments.has(folder)) {
    folder = posix.dirname(folder);
  }
  return environments.has(folder);
}

const ownExcludes = /^(?:node_modules|__pycache__|\..*|__editable__\..*)$/;

/** It takes the configuration in the root, and where that has none of its settings, the next one above. */
function isNarrowed(root: string): boolean {
  for (let folder = root; ; folder = dirname(folder)) {
    const json = textOf(join(folder, "pyrightconfig.json"));
    const [, toml] = textOf(join(folder, "pyproject.toml"))?.split(/^\s*\[tool\.pyright/m) ?? [];
    const settings = json ?? toml;
    if (settings !== undefined || folder === dirname(folder)) {
      return /\b(?:include|exclude|extends)\b/.test(settings ?? "");
    }
  }
}

function textOf(path: string): string | undefined {
  try {
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  } catch {
    // Pyright cannot read it either.
    return undefined;
  }
}
