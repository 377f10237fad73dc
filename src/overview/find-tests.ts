import { languageOfPath } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { isTestFile } from "./file-role.ts";
import type { Overview } from "./overview.ts";

/**
 * The folders that hold tests, with the folder of the sources they belong to: the one in the same place of the source
 * tree, else the one that holds the namesakes of most of them.
 */
export function findTests(paths: readonly RepoPath[]): Overview["tests"] {
  const sources = new Sources();
  const tests = new Map<string, string[]>();
  for (const path of paths) {
    if (!isTestFile(path)) {
      sources.add(path);
    } else if (holdsTests(path)) {
      append(tests, folderOf(path), path);
    }
  }
  return [...tests]
    .map(([folder, files]) => {
      const covers = sources.mirrorOf(folder) ?? sources.folderOfNamesakes(files);
      return { path: folder, files: files.length, ...(covers === undefined ? {} : { covers }) };
    })
    .toSorted((a, b) => b.files - a.files || (a.path < b.path ? -1 : 1));
}

/** Whether a runner would take the file for a test, and it is not just what tests read. */
export function holdsTests(path: string): boolean {
  return isTestFile(path) && !isData.test(path);
}

/** What tests read rather than run. */
const isData = /(^|\/)(__fixtures__|__mocks__|__snapshots__|[\w-]*fixtures?|testdata)\//;

const isTestFolder = /^(tests?|__tests__|specs?|e2e|integration|unit)$/i;

/** Source files by their stem, and the folders they are in. */
class Sources {
  readonly #byStem = new Map<string, string[]>();
  readonly #folders = new Set<string>();
  readonly #byName = new Map<string, string[]>();

  add(path: RepoPath): void {
    const folder = folderOf(path);
    if (languageOfPath(path) === undefined || isInTests(folder)) {
      return;
    }
    append(this.#byStem, stemOf(path), path);
    if (!this.#folders.has(folder)) {
      this.#folders.add(folder);
      append(this.#byName, nameOf(folder), folder);
    }
  }

  /** `test/git` belongs to `src/git`, `src/editor/test/common` to `src/editor/common`, `src/cart/__tests__` to `src/cart`. */
  mirrorOf(tests: string): string | undefined {
    const segments = tests.split("/");
    const rest = segments.filter((segment) => !isTestFolder.test(segment));
    const own = rest.join("/");
    if (own === "" || rest.length === segments.length) {
      return undefined;
    }
    if (this.#folders.has(own)) {
      return own;
    }
    const ending = (this.#byName.get(nameOf(own)) ?? []).filter((one) => one.endsWith(`/${own}`));
    return ending.length === 1 ? ending[0] : undefined;
  }

  /** The folder that holds a namesake of more than half of the tests. */
  folderOfNamesakes(tests: readonly string[]): string | undefined {
    const counts = new Map<string, number>();
    for (const test of tests) {
      const [nearest] = (this.#byStem.get(stemOf(test)) ?? []).toSorted(
        (a, b) => shared(b, test) - shared(a, test),
      );
      if (nearest !== undefined) {
        counts.set(folderOf(nearest), (counts.get(folderOf(nearest)) ?? 0) + 1);
      }
    }
    const [best] = [...counts].toSorted((a, b) => b[1] - a[1]);
    return best !== undefined && best[1] * 2 > tests.length ? best[0] : undefined;
  }
}

function isInTests(folder: string): boolean {
  return folder.split("/").some((segment) => isTestFolder.test(segment));
}

/** `cart.test.ts`, `test_cart.py`, `cart_test.go` and `CartTest.java` are tests of `cart`. */
function stemOf(path: string): string {
  return nameOf(path)
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

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function append(groups: Map<string, string[]>, key: string, value: string): void {
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, [value]);
  } else {
    group.push(value);
  }
}
