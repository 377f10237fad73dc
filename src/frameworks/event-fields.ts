import { lineOf, listOf, numberOf, textOf, type Fields } from "./read-fields.ts";
import { reportPath, type Where } from "./report-path.ts";
import { splitDiff } from "./split-diff.ts";
import { ownFrames, stackFrames } from "./stack-frames.ts";
import type { Frame, SuiteError, TestFailure, TestResult, TestStatus } from "./test-report.ts";

export const maxNameChars = 8 * 1024;
const maxMessageChars = 64 * 1024;
const maxValueChars = 16 * 1024;
const maxFailures = 20;
const noReason = "The runner gave no reason.";

/** A test as a reporter of ours wrote it; undefined when it has no name or no status. */
export function readTest(event: Fields, where: Where): TestResult | undefined {
  const name = textOf(event, "name", maxNameChars);
  const status = statuses.find((one) => one === event["status"]);
  if (name === undefined || status === undefined) {
    return undefined;
  }
  const durationMs = numberOf(event, "durationMs");
  const project = textOf(event, "project", maxNameChars);
  const failures = listOf(event, "failures", maxFailures).map((one) => readFailure(one, where));
  return {
    name,
    ...readPlace(event, where),
    status,
    ...(durationMs === undefined ? {} : { durationMs }),
    failures:
      status === "failed" && failures.length === 0 ? [{ message: noReason, frames: [] }] : failures,
    ...(project === undefined || project === "" ? {} : { project }),
  };
}

export const statuses: readonly TestStatus[] = ["passed", "failed", "skipped", "todo"];

function readFailure(fields: Fields, where: Where): TestFailure {
  const type = textOf(fields, "type", maxNameChars);
  const expected = textOf(fields, "expected", maxValueChars);
  const actual = textOf(fields, "actual", maxValueChars);
  const diff = textOf(fields, "diff", maxMessageChars);
  const message = textOf(fields, "message", maxMessageChars) ?? noReason;
  return {
    ...(type === undefined || type === "" ? {} : { type }),
    ...(diff === undefined ? splitDiff(message) : { message, diff }),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    frames: readFrames(fields, where),
  };
}

/** What went wrong outside of tests; undefined when it has no message. */
export function readSuiteError(event: Fields, where: Where): SuiteError | undefined {
  const message = textOf(event, "message", maxMessageChars);
  if (message === undefined) {
    return undefined;
  }
  const blamed = /(?:imported from |Require stack:\n- )(.+)/.exec(message)?.[1];
  return {
    ...(blamed === undefined ? {} : { path: reportPath(blamed.trim(), where) }),
    ...readPlace(event, where),
    message,
    frames: readFrames(event, where),
  };
}

/** Given one by one, else read from the stack's text. */
function readFrames(fields: Fields, where: Where): Frame[] {
  const listed = listOf(fields, "frames", 1000).flatMap((one) => {
    const { path, line } = readPlace(one, where);
    const column = lineOf(one, "column");
    const called = textOf(one, "function", maxNameChars);
    return path === undefined || line === undefined
      ? []
      : [
          {
            path,
            line,
            ...(column === undefined ? {} : { column }),
            ...(called === undefined || called === "" ? {} : { function: called }),
          },
        ];
  });
  return listed.length > 0
    ? ownFrames(listed)
    : stackFrames(textOf(fields, "stack", maxMessageChars) ?? "", where);
}

function readPlace(fields: Fields, where: Where): { path?: string; line?: number } {
  const path = textOf(fields, "path", maxNameChars);
  const line = lineOf(fields, "line");
  return {
    ...(path === undefined || path === "" ? {} : { path: reportPath(path, where) }),
    ...(line === undefined ? {} : { line }),
  };
}
