import { type Dirent, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Folders that absolute imports begin in, of projects below the root: what an install of all of them would put on
 * Python's path. A folder is left out when it holds a module of the same name as another, because which of them an import
 * means depends on where it stands; pyright then looks around the importing file.
 *
 * @param root absolute; it and its `src` are searched in any case
 */
export function findPythonRoots(root: string): readonly string[] {
  const below = entriesOf(root).filter(isSearched);
  const folders = below.flatMap(({ name }) => projectsIn(join(root, name), 1));
  const roots = folders.map((folder) => {
    const source = join(folder, "src");
    return existsSync(source) ? source : folder;
  });
  const taken = [root, join(root, "src")].flatMap((folder) => [...modulesIn(folder, true)]);
  const named = roots.map((folder) => ({ folder, modules: modulesIn(folder, false) }));
  const count = new Map<string, number>(taken.map((name) => [name, 1]));
  for (const name of named.flatMap(({ modules }) => [...modules])) {
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  return named
    .filter(({ modules }) => [...modules].every((name) => count.get(name) === 1))
    .map(({ folder }) => folder);
}

/** Deeper there are hardly any projects, and looking costs time at each start. */
const maxDepth = 3;

const projectFiles: ReadonlySet<string> = new Set(["pyproject.toml", "setup.py", "setup.cfg"]);

function projectsIn(folder: string, depth: number): readonly string[] {
  const entries = entriesOf(folder);
  if (entries.some(({ name }) => projectFiles.has(name))) {
    return [folder];
  }
  return depth === maxDepth
    ? []
    : entries.filter(isSearched).flatMap(({ name }) => projectsIn(join(folder, name), depth + 1));
}

function isSearched(entry: Dirent): boolean {
  return (
    entry.isDirectory() &&
    !/^(?:\..*|node_modules|__pycache__|venv|target|build|dist)$/.test(entry.name)
  );
}

/** @param packagesOnly a folder counts only with an `__init__.py`; a folder without holds no module that hides another */
function modulesIn(folder: string, packagesOnly: boolean): ReadonlySet<string> {
  const names = entriesOf(folder).flatMap((entry) => {
    if (entry.isFile()) {
      return /^(\w+)\.pyi?$/.exec(entry.name)?.[1] ?? [];
    }
    const isPackage = existsSync(join(folder, entry.name, "__init__.py"));
    return isSearched(entry) && (isPackage || !packagesOnly) ? entry.name : [];
  });
  return new Set(names);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there, or not ours to read.
    return [];
  }
}
