import { expect, test } from "vitest";

import type { TestReport } from "../../src/frameworks/test-report.ts";
import { judge, type Evidence } from "../../src/test-runs/judge.ts";

const passing = { name: "adds", status: "passed", failures: [] } as const;
const failing = {
  name: "subtracts",
  status: "failed",
  failures: [{ message: "off by one", frames: [] }],
} as const;
const skipped = { name: "divides", status: "skipped", failures: [] } as const;
const broken = { message: "Cannot find module", frames: [] };

const green: TestReport = { tests: [passing], suiteErrors: [], ended: true, notes: [] };

function verdictOf(report: Partial<TestReport>, evidence: Partial<Evidence> = {}): string {
  const { verdict, why } = judge({
    ended: "exit",
    exitCode: 0,
    signal: null,
    timeoutMs: 4000,
    missed: [],
    ...evidence,
    report: { ...green, ...report },
  });
  return [verdict, ...why].join(" | ");
}

test.each<[string, Partial<TestReport>, Partial<Evidence>, string]>([
  ["everything is as it should be", {}, {}, "passed"],
  ["a test failed", { tests: [passing, failing] }, { exitCode: 1 }, "failed"],
  ["a test failed and the exit code hides it", { tests: [passing, failing] }, {}, "failed"],
  ["a file cannot be loaded", { suiteErrors: [broken] }, {}, "failed"],
  [
    "the process left with 0 in the middle",
    { ended: false },
    {},
    "incomplete | The runner exited with 0 without saying that it came to the end: tests after the last one it reported did not run.",
  ],
  [
    "the process was killed in the middle",
    { ended: false },
    { exitCode: null, signal: "SIGSEGV" },
    "incomplete | The runner was ended by SIGSEGV without saying that it came to the end: tests after the last one it reported did not run.",
  ],
  [
    "a test began and never finished",
    { started: 2 },
    {},
    "incomplete | 2 tests began and 1 finished.",
  ],
  [
    "lines of the report are forged",
    { claimed: { passed: 0, failed: 1 } },
    {},
    "incomplete | The runner counts 0 passed, its report tells of 1. | The runner counts 1 failed, its report tells of 0.",
  ],
  [
    "all passed and the exit code is not 0",
    {},
    { exitCode: 1 },
    "failed | Every test passed, but the runner exited with 1; see its output.",
  ],
  ["no test ran", { tests: [] }, {}, "no_tests | The runner found no test."],
  [
    "all tests are skipped",
    { tests: [skipped] },
    {},
    "no_tests | All 1 tests are skipped or to do.",
  ],
  [
    "nothing was reported and the exit code is 0",
    { tests: [], ended: false },
    {},
    "incomplete | The runner exited with 0 and reported no test and no end.",
  ],
  [
    "the runner does not start",
    { tests: [], suiteErrors: [broken], ended: false },
    { exitCode: 1 },
    "error | The runner exited with 1 before it ran a test.",
  ],
  [
    "a file that was asked for holds no test",
    {},
    { missed: ["No test was reported of a.test.js."] },
    "no_tests | No test was reported of a.test.js.",
  ],
  ["time is over", {}, { ended: "timeout" }, "timeout | It was ended after 4 s."],
  [
    "it is cancelled",
    { tests: [failing] },
    { ended: "cancelled" },
    "cancelled | It was cancelled.",
  ],
  [
    "it starts too many processes",
    {},
    { ended: "processes" },
    "incomplete | It was ended because it took too many processes.",
  ],
])("when %s", (_when, report, evidence, expected) => {
  expect(verdictOf(report, evidence)).toBe(expected);
});
