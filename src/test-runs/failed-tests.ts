import { cut } from "../text/cut.ts";
import { ownText, selectorOf, suiteError } from "./cluster-failures.ts";
import type { StoredRun } from "./stored-run.ts";
import type { FailedTest } from "./test-run.ts";

/** Every failure of a run, suites first, from `offset` on; as many as an answer could hold. */
export function failedTests(
  run: StoredRun | undefined,
  root: string,
  offset: number,
): { readonly failures: readonly FailedTest[]; readonly total: number } {
  const reports = run?.packages.map(({ report }) => report) ?? [];
  const suites = reports.flatMap((report) => report.suiteErrors);
  const tests = reports.flatMap((report) =>
    report.tests.filter(({ status }) => status === "failed"),
  );
  const all = [
    ...suites.map((error) => (): FailedTest => ({
      name: "",
      ...(error.path !== undefined && { path: error.path }),
      ...(error.line !== undefined && { line: error.line }),
      type: suiteError,
      message: shorten(error.message, root),
    })),
    ...tests.map((test) => (): FailedTest => {
      const [failure] = test.failures;
      return {
        ...selectorOf(test),
        ...(test.project !== undefined && { project: test.project }),
        ...(failure?.type !== undefined && { type: failure.type }),
        message: shorten(failure?.message ?? "", root),
      };
    }),
  ];
  return {
    failures: all.slice(offset, offset + mostListed).map((describe) => describe()),
    total: all.length,
  };
}

const mostListed = 500;

function shorten(message: string, root: string): string {
  return cut(
    ownText(message, root)
      .trim()
      .replaceAll(/\s*\n\s*/gu, " ⏎ "),
    300,
  );
}
