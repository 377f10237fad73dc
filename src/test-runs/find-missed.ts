import type { TestReport } from "../frameworks/test-report.ts";
import { findClosest } from "../text/closest.ts";
import { cut } from "../text/cut.ts";

/** Which of the names that were asked for no test of these has. */
export function missedNames(names: readonly string[], reports: readonly TestReport[]): string[] {
  const told = reports.flatMap(({ tests }) => tests.map(({ name }) => fold(name)));
  return names.filter((name) => !told.some((one) => one.includes(fold(name))));
}

/** As a sentence, with the known names that are like it. */
export function explainMissed(name: string, known: readonly string[]): string {
  const near = nearestNames(name, known);
  const hint = near.length === 0 ? "" : ` The nearest are ${near.map(quoted).join(", ")}.`;
  return `No test is called ${quoted(name)}.${hint}`;
}

/** Which of the files that were asked for no test was reported of; none where the framework does not tell files. */
export function missedFiles(
  files: readonly string[],
  folder: string,
  report: TestReport,
): string[] {
  const told = [...report.tests, ...report.suiteErrors].flatMap(({ path }) => path ?? []);
  const seen = new Set(told);
  return seen.size === 0
    ? []
    : files
        .map((file) => (folder === "" ? file : `${folder}/${file}`))
        .filter((file) => !seen.has(file));
}

/** Leaves out what a selection by name passed over: runners report those as skipped. */
export function onlyNamed(report: TestReport, names: readonly string[] | undefined): TestReport {
  if (names === undefined) {
    return report;
  }
  const wanted = names.map(fold);
  const isWanted = (name: string): boolean => wanted.some((one) => fold(name).includes(one));
  const tests = report.tests.filter(({ status, name }) => status !== "skipped" || isWanted(name));
  const passedOver = report.tests.length - tests.length;
  if (passedOver === 0) {
    return report;
  }
  const { claimed, started } = report;
  return {
    ...report,
    tests,
    ...(started !== undefined && { started: started - passedOver }),
    ...(claimed?.skipped !== undefined && {
      claimed: { ...claimed, skipped: claimed.skipped - passedOver },
    }),
  };
}

/** Frameworks join the names of suites and tests by a blank, an angle, or colons. */
function fold(name: string): string {
  return name
    .replaceAll(/\s*(?:>|›|::)\s*|\s+/gu, " ")
    .trim()
    .toLowerCase();
}

function nearestNames(name: string, known: readonly string[]): string[] {
  const different = [...new Set(known)].slice(0, mostKnown);
  const words = wordsOf(name);
  const sharing = different
    .map((one) => ({ one, shared: wordsOf(one).filter((word) => words.includes(word)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || a.one.length - b.one.length)
    .slice(0, 3)
    .map(({ one }) => one);
  const mistyped = sharing.length > 0 ? undefined : findClosest(name, different);
  return mistyped === undefined ? sharing : [mistyped];
}

const mostKnown = 5000;

function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

function quoted(name: string): string {
  return JSON.stringify(cut(name, 120));
}
