import { explainSilence } from "./explain-silence.ts";
import type { RunOutputs } from "./framework.ts";
import { junitReport, type JunitDialect } from "./junit-report.ts";
import { readJunit, type JunitProblem } from "./read-junit.ts";
import { readTeamcity, type TeamcityTest } from "./read-teamcity.ts";
import { reportPath } from "./report-path.ts";
import type { TestFailure, TestReport, TestResult } from "./test-report.ts";
import { findFrames, framePatterns, fromRun } from "./text-frames.ts";

/** A file that says how it ended is not there when a test ended the process: then the stream tells how far it came. */
export function readPhpunit(outputs: RunOutputs): TestReport {
  const file = (name: string): string | undefined =>
    [...outputs.files].find(([path]) => path.endsWith(name))?.[1];
  const streamed = readTeamcity(file("teamcity.txt") ?? "").tests;
  const xml = file("junit.xml");
  if (xml === undefined || xml.trim() === "") {
    return explainSilence(ofStream(streamed, outputs), outputs);
  }
  const report = junitReport(readJunit(xml), outputs, dialectOf(outputs));
  const known = new Map(streamed.map((test) => [nameOf(test), test]));
  const tests = report.tests.map((test) => completed(test, known.get(test.name)));
  const green = tests.every(({ status }) => status !== "failed");
  return explainSilence(
    {
      ...report,
      tests: tests.map((test) => (outputs.exitCode === 0 || !green ? harmless(test) : test)),
      ...(streamed.length > 0 ? { started: streamed.length } : {}),
    },
    outputs,
  );
}

function dialectOf(outputs: RunOutputs): JunitDialect {
  return {
    // Its `classname` has dots where the class has backslashes.
    name: ({ className, name }) =>
      className === undefined ? name : `${className.replaceAll(".", "\\")}::${name}`,
    frames: (text) => findFrames(text, framePatterns.php, fromRun(outputs)),
    describe,
  };
}

/** The text begins with the test's name and ends with the places of the stack. */
function describe({ type, text }: JunitProblem): Omit<TestFailure, "frames"> {
  const lines = text.split("\n").slice(1);
  const stack = lines.findIndex((line) => /^\/.*:\d+$|^[A-Z]:\\.*:\d+$/.test(line));
  const body = lines
    .slice(0, stack === -1 ? lines.length : stack)
    .join("\n")
    .trim();
  const [message = "", diff] = body.split(/^(?=--- Expected\n)/m);
  const prefix = `${type ?? ""}: `;
  return {
    ...(type === undefined ? {} : { type }),
    message:
      (message.startsWith(prefix) ? message.slice(prefix.length) : message).trim() || (type ?? ""),
    ...(diff === undefined ? {} : { diff: diff.trim() }),
  };
}

/** With the values that the stream alone tells. */
function completed(test: TestResult, streamed: TeamcityTest | undefined): TestResult {
  const [first, ...others] = test.failures;
  return first === undefined || streamed?.expected === undefined || streamed.actual === undefined
    ? test
    : {
        ...test,
        failures: [{ ...first, expected: streamed.expected, actual: streamed.actual }, ...others],
      };
}

/** A test that asserts nothing is an error in the report, and none to PHPUnit unless it is configured to be. */
function harmless(test: TestResult): TestResult {
  return test.status === "failed" &&
    test.failures.every(({ type }) => type?.endsWith("\\RiskyTestError"))
    ? { ...test, status: "passed", failures: [] }
    : test;
}

function ofStream(streamed: readonly TeamcityTest[], outputs: RunOutputs): TestReport {
  return {
    tests: streamed.flatMap((test) => {
      const { status, message = "", details = "" } = test;
      const frames = findFrames(details, framePatterns.php, fromRun(outputs));
      const path = /^php_qn:\/\/(.+?)::/.exec(test.location ?? "")?.[1];
      return status === "started"
        ? []
        : [
            {
              name: nameOf(test),
              ...(path === undefined ? {} : { path: reportPath(path, outputs) }),
              status,
              failures: status === "failed" ? [{ message, frames }] : [],
            },
          ];
    }),
    suiteErrors: [],
    ended: false,
    started: streamed.length,
    notes: [],
  };
}

function nameOf({ location, name, suites }: TeamcityTest): string {
  return /::\\(.+)$/s.exec(location ?? "")?.[1] ?? [suites.at(-1), name].filter(Boolean).join("::");
}
