import type { ImpactSources } from "../impact/asked-changes.ts";
import type { Task } from "../task.ts";
import { findAffected } from "./find-affected.ts";
import { ownerOf } from "./find-test-packages.ts";
import { selectAll } from "./select-all.ts";
import { isData, setupFor } from "./select-files.ts";
import type { Part, Selection } from "./selection.ts";
import type { Chosen } from "./test-run.ts";
import { showFolder, type TestPackage } from "./test-package.ts";

/**
 * The tests that a change reaches, each with the reason. Of a package in which something changed whose readers are not
 * known (configuration, data), all tests run: nothing is left out silently.
 */
export async function selectAffected(
  sources: ImpactSources,
  packages: readonly TestPackage[],
  since: string,
  names: readonly string[] | undefined,
  task: Task,
): Promise<Selection> {
  const folders = new Set(packages.map(({ folder }) => folder));
  const ownerOfPath = (path: string): TestPackage | undefined =>
    packages.find(({ folder }) => folder === ownerOf(path, folders));
  const isTest = (path: string): boolean => {
    const owner = ownerOfPath(path);
    return (
      owner !== undefined &&
      !isData.test(path) &&
      setupFor(owner, ownPath(owner, path)) !== undefined
    );
  };
  const affected = await findAffected(sources, since, isTest, task);
  const whole = new Map<string, string>();
  for (const path of affected.others.filter((one) => !isDocument.test(one))) {
    const owner = ownerOfPath(path);
    if (owner !== undefined && !whole.has(owner.folder)) {
      whole.set(owner.folder, `${path} changed, and which tests read it is not known`);
    }
  }
  const all = selectAll(packages).parts;
  const parts = packages.flatMap((one) =>
    whole.has(one.folder)
      ? all.filter((part) => part.package === one)
      : partsOf(
          one,
          [...affected.tests.keys()].filter((path) => ownerOfPath(path) === one),
        ),
  );
  const chosen: Chosen[] = [
    ...[...whole].map(([folder, reason]) => ({ path: showFolder(folder), reason })),
    ...[...affected.tests]
      .filter(([path]) => !whole.has(ownerOfPath(path)?.folder ?? ""))
      .map(([path, reason]) => ({ path, reason })),
  ];
  const nothing =
    affected.changed === 0
      ? `Nothing differs from ${since}.`
      : `No test reaches what changed since ${since} (${affected.changed} ${affected.changed === 1 ? "file" : "files"}).`;
  return {
    parts: parts.map((part) => ({ ...part, ...(names !== undefined && { names }) })),
    ...(names !== undefined && { names }),
    isExact: false,
    chosen,
    notes: affected.notes,
    ...(parts.length === 0 && { nothing }),
  };
}

/** What no test reads. */
const isDocument =
  /\.(?:md|mdx|rst|adoc|png|jpe?g|gif|webp|ico|pdf)$|(?:^|\/)(?:LICEN[CS]E|NOTICE|AUTHORS|CODEOWNERS|CHANGELOG|\.git(?:ignore|attributes)|\.editorconfig)[^/]*$/iu;

function ownPath({ folder }: TestPackage, path: string): string {
  return folder === "" ? path : path.slice(folder.length + 1);
}

function partsOf(one: TestPackage, paths: readonly string[]): Part[] {
  const files = paths.map((path) => ownPath(one, path)).filter((file) => !file.startsWith("-"));
  return [...one.setups, ...one.others].flatMap((setup) => {
    const own = files.filter((file) => setupFor(one, file) === setup);
    return own.length === 0 ? [] : [{ package: one, setup, files: own }];
  });
}
