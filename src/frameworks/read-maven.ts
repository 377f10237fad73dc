import type { RunOutputs } from "./framework.ts";
import { jvmReport } from "./jvm-report.ts";
import { readJunit } from "./read-junit.ts";
import { reportPath } from "./report-path.ts";
import type { SuiteError, TestReport } from "./test-report.ts";

/**
 * Surefire leaves the reports of earlier runs where they are: only those of classes that the output says were run, and
 * with the numbers it says, belong to this run.
 */
export function readMaven(outputs: RunOutputs): TestReport {
  const ran = classesRun(outputs.stdout);
  const xmls = [...outputs.files].filter(([path]) => path.endsWith(".xml"));
  const fresh = xmls.filter(([, xml]) => belongs(xml, ran)).map(([, xml]) => xml);
  const report = jvmReport(fresh, outputs);
  const end = /^(?:\[\w+\] )?\s*BUILD (SUCCESS|FAILURE)\b/m.exec(outputs.stdout);
  const failed = report.tests.some(({ status }) => status === "failed");
  const compiler = compilerErrors(outputs);
  const errors = [...report.suiteErrors, ...compiler];
  const silent = end?.[1] !== "SUCCESS" && !failed && errors.length === 0 && outputs.exitCode !== 0;
  const old = xmls.length - fresh.length;
  return {
    ...report,
    suiteErrors: [...errors, ...(silent ? [buildFailure(outputs)] : []), ...unreported(ran, fresh)],
    ended: report.ended && end !== null,
    notes: [
      ...report.notes,
      ...(old === 0
        ? []
        : [`Reports of earlier runs in target/surefire-reports are left out: ${old}.`]),
    ],
  };
}

/** What the output says of each class: `Tests run: 4, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 0.045 s … in CartTest`. */
function classesRun(stdout: string): ReadonlyMap<string, string> {
  const line =
    /Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+), Time elapsed: .*? ?--? ?in (\S+)/g;
  return new Map(
    [...stdout.matchAll(line)].map(([, tests, failures, errors, , name = ""]) => [
      name,
      [tests, failures, errors].join(),
    ]),
  );
}

function belongs(xml: string, ran: ReadonlyMap<string, string>): boolean {
  const { suites, counts } = readJunit(xml);
  const said = ran.get(suites[0] ?? "");
  return said === [counts.tests, counts.failures, counts.errors].join();
}

/** Classes of which the output tells and no report does. */
function unreported(ran: ReadonlyMap<string, string>, fresh: readonly string[]): SuiteError[] {
  const told = new Set(fresh.map((xml) => readJunit(xml).suites[0]));
  return [...ran.keys()]
    .filter((name) => !told.has(name))
    .map((name) => ({
      message: `${name} was run and left no report that could be read.`,
      frames: [],
    }));
}

function compilerErrors(outputs: RunOutputs): SuiteError[] {
  const lines = outputs.stdout.matchAll(
    /^\[ERROR\] (\/?[^\s:]+\.(?:java|kt|groovy|scala)):\[(\d+),(\d+)\] (.*)$/gm,
  );
  const seen = new Set<string>();
  return [...lines].flatMap(([whole, path = "", line, column, message = ""]) => {
    if (seen.has(whole)) {
      return [];
    }
    seen.add(whole);
    const frame = { path: reportPath(path, outputs), line: Number(line), column: Number(column) };
    return [{ path: frame.path, line: frame.line, message, frames: [frame] }];
  });
}

function buildFailure({ stdout, stderr }: RunOutputs): SuiteError {
  const lines = stdout.split("\n").filter((line) => /^\[ERROR\] \S/.test(line));
  const told = lines.filter((line) => !/\[Help \d\] http|^\[ERROR\] (Re-run|To see)/.test(line));
  const message = told
    .slice(0, 20)
    .map((line) => line.slice("[ERROR] ".length))
    .join("\n");
  return {
    message: message || stderr.trim().slice(-4096) || "The build failed and said nothing.",
    frames: [],
  };
}
