import { explainSilence } from "./explain-silence.ts";
import type { RunOutputs } from "./framework.ts";
import { junitReport, type JunitDialect } from "./junit-report.ts";
import { readJunit } from "./read-junit.ts";
import type { TestReport } from "./test-report.ts";

/** The report of a runner that writes one JUnit file at its end; when there is none, what the runner said instead. */
export function readJunitFile(outputs: RunOutputs, dialect: JunitDialect): TestReport {
  const xml = [...outputs.files].find(([path]) => path.endsWith(".xml"))?.[1];
  if (xml === undefined) {
    return explainSilence({ tests: [], suiteErrors: [], ended: false, notes: [] }, outputs);
  }
  const junit = readJunit(xml);
  const report = junitReport(junit, outputs, dialect);
  const tests = report.tests.map((test, at) => {
    const skipped = junit.cases[at]?.problems.find(({ kind }) => kind === "skipped");
    return test.status === "skipped" && skipped?.message === "TODO"
      ? { ...test, status: "todo" as const }
      : test;
  });
  return explainSilence({ ...report, tests }, outputs);
}
