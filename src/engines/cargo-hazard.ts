import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * A configuration of cargo in the repository that names a program or a library to load; relative to the root. cargo asks
 * the compiler about itself even to list packages, and starts it as such a file says.
 */
export function findCargoHazard(root: string): string | undefined {
  return configurationsIn(root, 0)
    .filter(isHazard)
    .map((path) => relative(root, path))[0];
}

/** Deeper there are no workspaces, and looking costs time at each start. */
const maxDepth = 4;

function configurationsIn(folder: string, depth: number): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === ".cargo") {
      return ["config", "config.toml"].map((name) => join(path, name));
    }
    const isSearched = entry.isDirectory() && depth < maxDepth && !skipped.test(entry.name);
    return isSearched ? configurationsIn(path, depth + 1) : [];
  });
}

const skipped = /^(?:\..*|target|node_modules)$/;

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not ours to read, nor cargo's.
    return [];
  }
}

function isHazard(path: string): boolean {
  try {
    return /rustc|rustdoc|wrapper|\benv\b|include|credential|-Z|plugin/.test(
      readFileSync(path, "utf8"),
    );
  } catch {
    return false;
  }
}
