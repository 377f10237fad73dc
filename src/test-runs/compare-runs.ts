import { selectorOf } from "./cluster-failures.ts";
import type { PackageRecord } from "./stored-run.ts";
import type { Difference, TestSelector } from "./test-run.ts";

/** Failures that the run before did not have, and those of the run before that pass now. */
export function compareRuns(
  before: readonly Compared[],
  packages: readonly PackageRecord[],
): { readonly newFailures: Difference; readonly fixed: Difference } {
  const failedBefore = byKey(before, "failed");
  const failedNow = byKey(packages, "failed");
  const passedNow = byKey(packages, "passed");
  return {
    newFailures: differenceOf([...failedNow].filter(([key]) => !failedBefore.has(key))),
    fixed: differenceOf(
      [...failedBefore].filter(([key]) => passedNow.has(key) && !failedNow.has(key)),
    ),
  };
}

/** What of a package's part of a run is compared. */
export type Compared = Pick<PackageRecord, "folder" | "frameworkId"> & {
  readonly report: Pick<PackageRecord["report"], "tests">;
};

const mostShown = 3;

/** Tests of one name in one file are told apart by their order. */
function byKey(
  packages: readonly Compared[],
  status: "failed" | "passed",
): ReadonlyMap<string, TestSelector> {
  const found = new Map<string, TestSelector>();
  const namesakes = new Map<string, number>();
  for (const { folder, frameworkId, report } of packages) {
    for (const test of report.tests) {
      const { path = "", project = "", name } = test;
      const key = [folder, frameworkId, path, project, name].join("\0");
      const before = namesakes.get(key) ?? 0;
      namesakes.set(key, before + 1);
      if (test.status === status) {
        found.set(`${key}\0${before}`, selectorOf(test));
      }
    }
  }
  return found;
}

function differenceOf(tests: readonly (readonly [string, TestSelector])[]): Difference {
  return { total: tests.length, tests: tests.slice(0, mostShown).map(([, test]) => test) };
}
