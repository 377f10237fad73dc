import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** Every source file of a folder, relative to it and sorted; what stands in `node_modules` is not. */
export function sourcesOf(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)node_modules\//.test(path))
    .toSorted();
}
