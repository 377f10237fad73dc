import { isFields, numberOf, textOf, type Fields } from "./read-fields.ts";
import { reportPath, type Where } from "./report-path.ts";
import { splitDiff } from "./split-diff.ts";
import { stackFrames } from "./stack-frames.ts";
import { parseTapDiagnostic } from "./tap-diagnostic.ts";
import { parseTapLine, type TapPoint } from "./tap-line.ts";
import type { TestFailure, TestReport, TestResult } from "./test-report.ts";

/**
 * TAP 12 to 14, with subtests and diagnostics; other lines are what the tests printed. It ended when the
 * outermost plan is there and fulfilled. A subtest's own line counts only when it failed and none of its tests did.
 */
export function readTap(text: string, where: Where): TestReport {
  const reading = new Reading(where);
  const lines = text.split(/\r?\n/);
  // A diagnostic stands below its test; elsewhere it is something printed.
  let isBelowTest = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (isBelowTest && /^\s+---\s*$/.test(line)) {
      const end = endOfDiagnostic(lines, at + 1);
      reading.explain(parseTapDiagnostic(lines.slice(at + 1, end)));
      at = end;
    } else if (line.length < maxLineChars && !/^\s*(#|$)/.test(line)) {
      isBelowTest = reading.read(line);
    }
  }
  return reading.report();
}

function endOfDiagnostic(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && !/^\s+\.\.\.\s*$/.test(lines[end] ?? "")) {
    end += 1;
  }
  return end;
}

const maxTests = 200_000;
const maxDepth = 32;
const maxLineChars = 64 * 1024;
const maxMessageChars = 64 * 1024;
const maxValueChars = 16 * 1024;

class Reading {
  readonly #where: Where;
  /** Tests at each depth that wait for the line of their parent. */
  readonly #open: TestResult[][] = [[]];
  #last: { readonly point: TapPoint; readonly depth: number } | undefined;
  #planned: number | undefined;
  #seen = 0;
  #topLevel = 0;
  #bail: string | undefined;

  constructor(where: Where) {
    this.#where = where;
  }

  /** Whether the line is a test's. */
  read(text: string): boolean {
    const line = parseTapLine(text);
    if (line?.kind === "bail") {
      this.#bail = line.reason;
    } else if (line?.kind === "plan" && line.depth === 0) {
      this.#planned = line.tests;
    } else if (line?.kind === "test" && line.depth < maxDepth && this.#seen < maxTests) {
      this.#add(line.test, line.depth);
    }
    return line?.kind === "test";
  }

  /** What stands below the last test. */
  explain(fields: Fields): void {
    const { point, depth } = this.#last ?? {};
    const tests = depth === undefined ? undefined : this.#open[depth];
    const test = tests?.at(-1);
    if (
      point === undefined ||
      tests === undefined ||
      test === undefined ||
      test.name !== point.name
    ) {
      return;
    }
    const durationMs = test.durationMs ?? numberOf(fields, "duration_ms");
    tests[tests.length - 1] = {
      ...test,
      ...placeOf(fields, this.#where),
      ...(durationMs === undefined ? {} : { durationMs }),
      failures: test.status === "failed" ? [readFailure(fields, this.#where)] : [],
    };
  }

  report(): TestReport {
    const tests = this.#open.flat();
    const missing = Math.max(
      0,
      (this.#planned ?? 0) - (this.#open[0] === undefined ? 0 : this.#topLevel),
    );
    return {
      tests,
      suiteErrors:
        this.#bail === undefined ? [] : [{ message: `Bail out! ${this.#bail}`.trim(), frames: [] }],
      ended:
        this.#bail === undefined && this.#topLevel >= (this.#planned ?? Number.POSITIVE_INFINITY),
      started: tests.length + missing,
      notes: [],
    };
  }

  #add(point: TapPoint, depth: number): void {
    this.#seen += 1;
    this.#topLevel += depth === 0 ? 1 : 0;
    const children = this.#open.splice(depth + 1).flat();
    while (this.#open.length <= depth) {
      this.#open.push([]);
    }
    const status = statusOf(point);
    const isSummary =
      children.length > 0 &&
      (status !== "failed" || children.some((one) => one.status === "failed"));
    this.#open[depth]?.push(
      ...children.map((test) => ({ ...test, name: `${point.name} > ${test.name}` })),
    );
    this.#last = isSummary ? undefined : { point, depth };
    if (!isSummary) {
      this.#open[depth]?.push({
        name: point.name,
        status,
        ...(point.durationMs === undefined ? {} : { durationMs: point.durationMs }),
        failures: status === "failed" ? [{ message: "not ok", frames: [] }] : [],
      });
    }
  }
}

function statusOf({ ok, directive }: TapPoint): TestResult["status"] {
  if (directive !== undefined) {
    return directive === "skip" ? "skipped" : "todo";
  }
  return ok ? "passed" : "failed";
}

function readFailure(fields: Fields, where: Where): TestFailure {
  const nested = nestedIn(fields);
  const find = (names: readonly string[], maxChars: number): string | undefined =>
    names
      .map((name) => textOf(nested, name, maxChars) ?? textOf(fields, name, maxChars))
      .find((one) => one !== undefined && one !== "");
  const message = find(["message", "error", "operator"], maxMessageChars) ?? "not ok";
  const type = find(["name"], 200);
  const expected = find(["expected", "wanted"], maxValueChars);
  const actual = find(["actual", "found"], maxValueChars);
  // Node leaves the `at` out.
  const stack = (find(["stack", "details"], maxMessageChars) ?? "").replaceAll(
    /^\s*(?=\S)(?!at )/gm,
    "at ",
  );
  const at = find(["at"], maxValueChars);
  const frames = stackFrames(
    [stack, at === undefined ? "" : `at ${at}`, message].join("\n"),
    where,
  );
  return {
    ...(type === undefined ? {} : { type }),
    ...splitDiff(message.split(/\n\s+at /, 1)[0] ?? ""),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    frames,
  };
}

/** Deno's `data`, and what vitest writes below `error`. */
function nestedIn(fields: Fields): Fields {
  if (isFields(fields["data"])) {
    return fields["data"];
  }
  const error = textOf(fields, "error", maxMessageChars) ?? "";
  return /^(name|message): /.test(error) ? parseTapDiagnostic(error.split("\n")) : {};
}

/** `location` as node writes it, `at` as deno does. */
function placeOf(fields: Fields, where: Where): { path?: string; line?: number } {
  const at = fields["at"];
  const [, path, line] =
    /^(.+?):(\d+)(?::\d+)?$/.exec(textOf(fields, "location", maxValueChars) ?? "") ??
    (isFields(at)
      ? [undefined, textOf(at, "file", maxValueChars), String(numberOf(at, "line") ?? "")]
      : []);
  return path === undefined
    ? {}
    : { path: reportPath(path, where), ...(Number(line) >= 1 ? { line: Number(line) } : {}) };
}
