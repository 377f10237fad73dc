import type { RepoPath } from "../workspace/repo-path.ts";
import { isTestFile } from "./file-role.ts";
import type { Overview } from "./overview.ts";

/** The folders that hold tests, with the folder of the sources that most of them are named after. */
export function findTests(paths: readonly RepoPath[]): Overview["tests"] {
  const sources = new Map<string, string[]>();
  const tests = new Map<string, string[]>();
  for (const path of paths) {
    if (isTestFile(path)) {
      append(tests, folderOf(path), path);
    } else {
      append(sources, stemOf(path), path);
    }
  }
  return [...tests]
    .map(([folder, files]) => {
      const covers = coveredFolder(files, sources);
      return { path: folder, files: files.length, ...(covers === undefined ? {} : { covers }) };
    })
    .toSorted((a, b) => b.files - a.files || (a.path < b.path ? -1 : 1));
}

/** The folder that holds a namesake of at least half of the tests. */
function coveredFolder(
  files: readonly string[],
  sources: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const counts = new Map<string, number>();
  for (const file of files) {
    const nearest = (sources.get(stemOf(file)) ?? []).toSorted(
      (a, b) => shared(b, file) - shared(a, file),
    )[0];
    if (nearest !== undefined) {
      counts.set(folderOf(nearest), (counts.get(folderOf(nearest)) ?? 0) + 1);
    }
  }
  const best = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  return best !== undefined && best[1] * 2 >= files.length ? best[0] : undefined;
}

/** `cart.test.ts`, `test_cart.py`, `cart_test.go` and `CartTest.java` are tests of `cart`. */
function stemOf(path: string): string {
  return path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/\.[^.]+$/, "")
    .replace(/[._-](test|tests|spec|cy|e2e)$|^test_|(Tests?|IT|Spec)$/, "")
    .toLowerCase();
}

function shared(a: string, b: string): number {
  const folders = new Set(b.split("/").slice(0, -1));
  return a.split("/").filter((folder) => folders.has(folder)).length;
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}

function append(groups: Map<string, string[]>, key: string, path: string): void {
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, [path]);
  } else {
    group.push(path);
  }
}
