import { comparedValues } from "./compared-values.ts";
import type { Junit, JunitCase, JunitProblem } from "./read-junit.ts";
import { reportPath, type Where } from "./report-path.ts";
import type { Frame, SuiteError, TestFailure, TestReport, TestResult } from "./test-report.ts";

/** What differs between the runners that write JUnit's XML. */
export interface JunitDialect {
  /** A test's name, as it can be sent back. */
  name(test: JunitCase): string;
  /** Its file relative to the root, when `file` does not say. */
  findPath?(test: JunitCase): string | undefined;
  /** Frames in the text of a problem, innermost first. */
  frames(text: string): Frame[];
  /** A problem's message out of what it says. */
  message?(problem: JunitProblem, test: JunitCase | undefined): string;
  /** All that a problem says, when it is not what the attribute says or the text before its stack. */
  describe?(problem: JunitProblem, test: JunitCase | undefined): Omit<TestFailure, "frames">;
  /** Whether a skipped test is a failure after all. */
  failsWhenSkipped?(problem: JunitProblem): boolean;
}

export function junitReport(junit: Junit, where: Where, dialect: JunitDialect): TestReport {
  // What has no name is no test: a class that could not be set up.
  const tests = junit.cases.filter(({ name }) => name !== "");
  const unnamed = junit.cases.filter(({ name }) => name === "").flatMap(({ problems }) => problems);
  return {
    tests: tests.map((test) => readCase(test, where, dialect)),
    suiteErrors: [...junit.suiteProblems, ...unnamed]
      .filter(({ kind }) => kind !== "skipped")
      .map((problem) => readSuiteProblem(problem, dialect)),
    ended: junit.complete,
    started: tests.length,
    notes: junit.notes,
  };
}

function readCase(test: JunitCase, where: Where, dialect: JunitDialect): TestResult {
  const failing = test.problems.filter(
    (problem) => problem.kind !== "skipped" || dialect.failsWhenSkipped?.(problem) === true,
  );
  const failures = failing.map((problem) => readFailure(problem, test, dialect));
  const path = test.file === undefined ? dialect.findPath?.(test) : reportPath(test.file, where);
  const line = test.line ?? lineIn(path, failures);
  return {
    name: dialect.name(test),
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line }),
    status: failures.length > 0 ? "failed" : test.problems.length > 0 ? "skipped" : "passed",
    ...(test.durationMs === undefined ? {} : { durationMs: test.durationMs }),
    failures,
  };
}

/** Of the outermost frame in the test's file: where the test itself was. */
function lineIn(path: string | undefined, failures: readonly TestFailure[]): number | undefined {
  return failures.flatMap(({ frames }) => frames).findLast((frame) => frame.path === path)?.line;
}

function readFailure(problem: JunitProblem, test: JunitCase, dialect: JunitDialect): TestFailure {
  return {
    ...describe(problem, test, dialect),
    frames: dialect.frames(problem.text === "" ? test.output : problem.text),
  };
}

function readSuiteProblem(problem: JunitProblem, dialect: JunitDialect): SuiteError {
  const frames = dialect.frames(problem.text);
  const [first] = frames;
  return {
    ...(first === undefined ? {} : { path: first.path, line: first.line }),
    message: describe(problem, undefined, dialect).message,
    frames,
  };
}

function describe(
  problem: JunitProblem,
  test: JunitCase | undefined,
  dialect: JunitDialect,
): Omit<TestFailure, "frames"> {
  const told = dialect.message?.(problem, test) ?? problem.message ?? beforeStack(problem.text);
  const message = told === "" ? (problem.type ?? "The runner gave no reason.") : told;
  return (
    dialect.describe?.(problem, test) ?? {
      ...(problem.type === undefined ? {} : { type: problem.type }),
      message,
      ...comparedValues(message),
    }
  );
}

/** The lines above the first that looks like a stack's. */
function beforeStack(text: string): string {
  const lines = text.trim().split("\n");
  const stack = lines.findIndex((line) => /^\s+at |^\s*File "|^Traceback /.test(line));
  return lines
    .slice(0, stack < 1 ? lines.length : stack)
    .join("\n")
    .trim();
}
