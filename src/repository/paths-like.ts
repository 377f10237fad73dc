import { findClosest } from "../text/closest.ts";

/**
 * The files and folders a mistaken path may have meant, at most three: the same name elsewhere first, then the same name with another
 * ending, then names that share a beginning, then one with a slip of the keyboard.
 */
export function pathsLike(path: string, files: readonly string[]): string[] {
  const wanted = nameOf(path).toLowerCase();
  const scored = files
    .map((file) => ({ file, cost: cost(wanted, nameOf(file).toLowerCase()) }))
    .filter((one) => one.cost < 3)
    .map(({ file, cost: own }) => ({ file, cost: own - sharedFolders(path, file) / 100 }));
  return scored.length === 0
    ? mistyped(path, files)
    : scored
        .toSorted((a, b) => a.cost - b.cost || a.file.length - b.file.length)
        .slice(0, 3)
        .map((one) => one.file);
}

function mistyped(path: string, files: readonly string[]): string[] {
  const length = nameOf(path).length;
  const near = files.filter((file) => Math.abs(nameOf(file).length - length) <= 2);
  const name = findClosest(nameOf(path), [...new Set(near.map(nameOf))]);
  return near.filter((file) => nameOf(file) === name).slice(0, 3);
}

function cost(wanted: string, name: string): number {
  if (name === wanted) {
    return 0;
  }
  const stem = stemOf(wanted);
  if (stemOf(name) === stem) {
    return 1;
  }
  return stem.length > 3 &&
    (name.includes(stem) || stem.includes(stemOf(name))) &&
    stemOf(name).length > 3
    ? 2
    : 3;
}

function sharedFolders(path: string, file: string): number {
  const folders = new Set(path.split("/").slice(0, -1));
  return file.split("/").filter((folder) => folders.has(folder)).length;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function stemOf(name: string): string {
  const dot = name.indexOf(".", 1);
  return dot < 0 ? name : name.slice(0, dot);
}
