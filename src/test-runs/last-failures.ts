import type { SuiteError, TestResult } from "../frameworks/test-report.ts";
import type { RunStore } from "./run-store.ts";
import type { PackageRecord } from "./stored-run.ts";

/** What is known to fail in a package. */
export interface LastFailures extends Pick<PackageRecord, "folder" | "frameworkId"> {
  readonly report: {
    readonly tests: readonly TestResult[];
    readonly suiteErrors: readonly SuiteError[];
  };
}

/**
 * What failed when it last ran: the newest run that tells of a test or a file counts, so a run of one file in between
 * forgets nothing.
 *
 * @returns undefined where no run is known
 */
export function lastFailures(store: RunStore): readonly LastFailures[] | undefined {
  const found = new Map<string, LastFailures & { readonly report: Mutable }>();
  const seen = new Set<string>();
  for (const { id, isWhole } of store.list()) {
    for (const { folder, frameworkId, report } of store.find(id)?.packages ?? []) {
      const key = `${folder}\0${frameworkId}`;
      const own = found.get(key) ?? { folder, frameworkId, report: { tests: [], suiteErrors: [] } };
      found.set(key, own);
      // A file's tests are the same, whichever package's runner ran them.
      takeIn(
        own.report,
        report,
        (path) => (path === undefined ? key : `${frameworkId}\0${path}`),
        seen,
      );
    }
    if (isWhole) {
      break;
    }
  }
  return found.size === 0 ? undefined : [...found.values()];
}

interface Mutable {
  tests: TestResult[];
  suiteErrors: SuiteError[];
}

/** Takes in what newer runs have not told of. */
function takeIn(
  known: Mutable,
  { tests, suiteErrors }: PackageRecord["report"],
  placeOf: (path: string | undefined) => string,
  seen: Set<string>,
): void {
  const fresh = new Set<string>();
  for (const test of tests) {
    const place = placeOf(test.path);
    const key = [place, "test", test.project, test.name].join("\0");
    if (!seen.has(key) && test.status === "failed") {
      known.tests.push(test);
    }
    fresh.add(key);
    fresh.add(`${place}\0suite`);
  }
  for (const error of suiteErrors) {
    const key = `${placeOf(error.path)}\0suite`;
    if (!seen.has(key)) {
      known.suiteErrors.push(error);
    }
    fresh.add(key);
  }
  fresh.forEach((key) => seen.add(key));
}
