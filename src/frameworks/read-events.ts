import { maxNameChars, readSuiteError, readTest, statuses } from "./event-fields.ts";
import { openSeals } from "./open-seals.ts";
import { isFields, numberOf, parseFields, textOf, type Fields } from "./read-fields.ts";
import type { Where } from "./report-path.ts";
import type { SuiteError, TestReport, TestResult } from "./test-report.ts";

/**
 * What our reporters wrote, one JSON object a line, each behind its seal:
 *
 *     {"kind":"start"}
 *     {"kind":"test-start","id"}
 *     {"kind":"test","id"?,"name","path"?,"line"?,"status","durationMs"?,"project"?,"failures":[{"type"?,"message","expected"?,"actual"?,"diff"?,"stack"?,"frames"?:[{"path","line","column"?,"function"?}]}]}
 *     {"kind":"suite-error","path"?,"line"?,"message","stack"?,"frames"?}
 *     {"kind":"end","counts":{"passed","failed","skipped","todo"}}
 *
 * `started` counts every test of which there is word: a reporter that gives `id` with both lines may leave out the
 * first for tests that never begin. It has come to its end when the last line, and no other, says so. What a test wrote
 * into the file is an error; no field is trusted all the same, because tests may have found their way into the reporter.
 *
 * @param text undefined when the file is not there
 * @param key without it no line is the reporter's
 */
export function readEvents(
  text: string | undefined,
  key: string | undefined,
  where: Where,
): TestReport {
  const reading = new Reading(where);
  const open = key === undefined ? () => undefined : openSeals(key);
  const lines = (text ?? "").split("\n");
  const cutOff = lines.pop() ?? "";
  for (const line of lines) {
    const event = open(line);
    if (event === undefined) {
      reading.refuse();
    } else {
      reading.add(event.length > maxLineChars ? undefined : parseFields(event));
    }
  }
  if (cutOff !== "") {
    reading.add(undefined);
  }
  return reading.report();
}

const maxTests = 200_000;
const maxSuiteErrors = 10_000;
const maxLineChars = 4 * 1024 * 1024;

class Reading {
  readonly #where: Where;
  readonly #tests: TestResult[] = [];
  readonly #suiteErrors: SuiteError[] = [];
  /** Tests that began and are not finished, by id; how often each began. */
  readonly #open = new Map<string, number>();
  /** How many finished without telling which of those that began they are. */
  #nameless = 0;
  #ends = 0;
  #isOver = false;
  #forged = 0;
  #claimed: TestReport["claimed"];
  #unreadable = 0;
  #tooMany = 0;

  constructor(where: Where) {
    this.#where = where;
  }

  add(event: Fields | undefined): void {
    if (event === undefined || !this.#accept(event)) {
      this.#unreadable += 1;
    }
  }

  /** A line that is not the reporter's. */
  refuse(): void {
    this.#forged += 1;
  }

  report(): TestReport {
    const open = [...this.#open.values()].reduce((sum, times) => sum + times, 0);
    return {
      tests: this.#tests,
      suiteErrors: [...this.#suiteErrors, ...forgery(this.#forged)],
      ended: this.#isOver && this.#ends === 1,
      started: this.#tests.length + this.#tooMany + Math.max(0, open - this.#nameless),
      ...(this.#claimed === undefined ? {} : { claimed: this.#claimed }),
      notes: [
        ...count(
          this.#unreadable,
          "line of the report could not be read",
          "lines of the report could not be read",
        ),
        ...count(
          this.#tooMany,
          "test above 200,000 is left out",
          "tests above 200,000 are left out",
        ),
      ],
    };
  }

  #accept(event: Fields): boolean {
    const kind = textOf(event, "kind", maxNameChars);
    this.#isOver = kind === "end";
    switch (kind) {
      case "start":
        return true;
      case "test-start":
        return this.#begin(textOf(event, "id", maxNameChars));
      case "test":
        return this.#finish(readTest(event, this.#where), textOf(event, "id", maxNameChars));
      case "suite-error":
        return this.#fail(readSuiteError(event, this.#where));
      case "end":
        this.#ends += 1;
        this.#claimed = readCounts(event["counts"]);
        return true;
      case undefined:
      default:
        return false;
    }
  }

  #begin(id: string | undefined): boolean {
    if (id !== undefined && this.#open.size < maxTests) {
      this.#open.set(id, (this.#open.get(id) ?? 0) + 1);
    }
    return id !== undefined;
  }

  #finish(test: TestResult | undefined, id: string | undefined): boolean {
    if (test === undefined) {
      return false;
    }
    this.#close(id);
    if (this.#tests.length < maxTests) {
      this.#tests.push(test);
    } else {
      this.#tooMany += 1;
    }
    return true;
  }

  #close(id: string | undefined): void {
    if (id === undefined) {
      this.#nameless += 1;
      return;
    }
    const begun = this.#open.get(id) ?? 0;
    if (begun > 1) {
      this.#open.set(id, begun - 1);
    } else {
      this.#open.delete(id);
    }
  }

  #fail(error: SuiteError | undefined): boolean {
    if (error !== undefined && this.#suiteErrors.length < maxSuiteErrors) {
      this.#suiteErrors.push(error);
    }
    return error !== undefined;
  }
}

function forgery(lines: number): SuiteError[] {
  const what = lines === 1 ? "1 line" : `${lines} lines`;
  const message = `The report was tampered with: ${what} of it are not what the reporter wrote. What this run tells cannot be believed.`;
  return lines === 0 ? [] : [{ message, frames: [] }];
}

function readCounts(value: unknown): TestReport["claimed"] {
  if (!isFields(value)) {
    return undefined;
  }
  const counts = statuses.flatMap((status) => {
    const counted = numberOf(value, status);
    return counted === undefined ? [] : [[status, counted] as const];
  });
  return Object.fromEntries(counts);
}

function count(howMany: number, one: string, several: string): string[] {
  return howMany === 0 ? [] : [`${howMany} ${howMany === 1 ? one : several}.`];
}
