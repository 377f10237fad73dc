import { parseFields, listOf, lineOf, numberOf, textOf, type Fields } from "./read-fields.ts";
import { reportPath, type Where } from "./report-path.ts";
import { stackFrames } from "./stack-frames.ts";
import type { SuiteError, TestFailure, TestReport, TestResult } from "./test-report.ts";

/** Jest's `--json`, as vitest 1 and 2 write it too. It is written at the end, so it is there as a whole or not at all. */
export function readJestJson(json: string, where: Where): TestReport {
  const report = parseFields(json);
  if (report === undefined) {
    return {
      tests: [],
      suiteErrors: [],
      ended: false,
      notes: ["The JSON report could not be read."],
    };
  }
  const files = listOf(report, "testResults", 100_000);
  const tests = files.flatMap((file) =>
    listOf(file, "assertionResults", 200_000).flatMap((one) => readTest(one, file, where)),
  );
  return {
    tests,
    suiteErrors: files.flatMap((file) => readSuiteError(file, where)),
    ended: true,
    started: numberOf(report, "numTotalTests") ?? tests.length,
    notes: [],
  };
}

function readTest(test: Fields, file: Fields, where: Where): TestResult[] {
  const title = textOf(test, "title", maxNameChars);
  const status = statuses.get(textOf(test, "status", 16) ?? "");
  if (title === undefined || status === undefined) {
    return [];
  }
  const ancestors = Array.isArray(test["ancestorTitles"]) ? test["ancestorTitles"] : [];
  const names = [...ancestors.filter((one) => typeof one === "string" && one !== ""), title];
  const location = test["location"];
  const line =
    typeof location === "object" && location !== null ? lineOf({ ...location }, "line") : undefined;
  const durationMs = numberOf(test, "duration");
  return [
    {
      name: names.join(" > "),
      ...pathOf(file, where),
      ...(line === undefined ? {} : { line }),
      status,
      ...(durationMs === undefined ? {} : { durationMs }),
      failures: status === "failed" ? readFailures(test, where) : [],
    },
  ];
}

const maxNameChars = 8 * 1024;
const maxMessageChars = 64 * 1024;

const statuses: ReadonlyMap<string, TestResult["status"]> = new Map([
  ["passed", "passed"],
  ["failed", "failed"],
  ["skipped", "skipped"],
  ["pending", "skipped"],
  ["disabled", "skipped"],
  ["todo", "todo"],
]);

function readFailures(test: Fields, where: Where): TestFailure[] {
  const messages = Array.isArray(test["failureMessages"]) ? test["failureMessages"] : [];
  const texts = messages
    .filter((one) => typeof one === "string")
    .map((one) => one.slice(0, maxMessageChars));
  return (texts.length === 0 ? ["The runner gave no reason."] : texts).map((text) =>
    readFailure(text, where),
  );
}

/** `TypeError: no such article\n    at find (…)`. */
function readFailure(text: string, where: Where): TestFailure {
  const stack = text.search(/\n\s+at /);
  const headline = stack === -1 ? text : text.slice(0, stack);
  const [, type, message] = /^(\w+)(?: \[\w+\])?: ([^]*)$/.exec(headline) ?? [];
  return {
    ...(type === undefined ? {} : { type }),
    message: (message ?? headline).trim(),
    frames: stackFrames(text, where),
  };
}

/** A file that failed although none of its tests did could not be loaded. */
function readSuiteError(file: Fields, where: Where): SuiteError[] {
  const message = textOf(file, "message", maxMessageChars)?.trim() ?? "";
  const failed = listOf(file, "assertionResults", 200_000).some(
    (one) => one["status"] === "failed",
  );
  return textOf(file, "status", 16) !== "failed" || failed
    ? []
    : [
        {
          ...pathOf(file, where),
          message: message === "" ? "The file failed outside of its tests." : message,
          frames: stackFrames(message, where),
        },
      ];
}

function pathOf(file: Fields, where: Where): { path?: string } {
  const name = textOf(file, "name", maxNameChars);
  return name === undefined ? {} : { path: reportPath(name, where) };
}
