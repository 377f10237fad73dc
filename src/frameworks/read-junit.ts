import { SaxesParser, type SaxesTagPlain } from "saxes";

import { cut } from "../text/cut.ts";

/** A `<testcase>` as it is written; nothing in it is trusted. */
export interface JunitCase {
  readonly name: string;
  readonly className?: string;
  /** Names of the suites around it, outermost first. */
  readonly suites: readonly string[];
  /** Its own, or that of the innermost suite that has one. */
  readonly file?: string;
  readonly line?: number;
  /** CTest's `status`, which tells a test that could not be started from one that was skipped. */
  readonly state?: string;
  readonly durationMs?: number;
  readonly problems: readonly JunitProblem[];
  /** What it printed, cut. */
  readonly output: string;
}

/** What stands in a `<testcase>` or, outside of tests, in a `<testsuite>`. */
export interface JunitProblem {
  readonly kind: "failure" | "error" | "skipped";
  readonly type?: string;
  readonly message?: string;
  readonly text: string;
}

export interface Junit {
  readonly cases: readonly JunitCase[];
  readonly suiteProblems: readonly JunitProblem[];
  /** The counts of the outermost suites, added up. */
  readonly counts: { readonly tests: number; readonly failures: number; readonly errors: number };
  /** Names of all suites, also of those without tests. */
  readonly suites: readonly string[];
  /** Whether it is well-formed to its end; a file cut off is read as far as it goes. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/**
 * Reads JUnit's XML in any dialect. `<properties>` are left out, since they hold the environment of the run. Entities of a
 * DTD are never expanded and nothing is fetched.
 */
export function readJunit(xml: string): Junit {
  const reading = new Reading();
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", () => reading.stumble());
  parser.on("opentag", (tag) => reading.open(tag));
  parser.on("closetag", ({ name }) => reading.close(name));
  parser.on("text", (text) => reading.text(text));
  parser.on("cdata", (text) => reading.text(text));
  parser.write(xml).close();
  return reading.junit();
}

const maxCases = 200_000;
const maxSuites = 50_000;
const maxDepth = 64;
const maxTextChars = 64 * 1024;
const maxNameChars = 8 * 1024;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenCase = Writable<JunitCase> & { problems: JunitProblem[] };

interface Suite {
  readonly name: string;
  readonly file: string | undefined;
}

class Reading {
  readonly #cases: JunitCase[] = [];
  readonly #suiteProblems: JunitProblem[] = [];
  readonly #counts = { tests: 0, failures: 0, errors: 0 };
  readonly #suites: string[] = [];
  /** Open suites; those nested deeper than anybody nests are only counted. */
  readonly #around: Suite[] = [];
  #depth = 0;
  #case: OpenCase | undefined;
  #problem: Writable<JunitProblem> | undefined;
  #inOutput = 0;
  #wellFormed = true;
  #tooMany = 0;

  stumble(): void {
    this.#wellFormed = false;
  }

  open({ name, attributes }: SaxesTagPlain): void {
    if (name === "testsuite" || name === "testsuites") {
      this.#openSuite(attributes);
    } else if (name === "testcase" && this.#case === undefined) {
      this.#case = readCase(attributes, this.#around);
    } else if (name === "failure" || name === "error" || name === "skipped") {
      this.#problem ??= readProblem(name, attributes);
    } else if (name === "system-out" || name === "system-err") {
      this.#inOutput += 1;
    }
  }

  close(name: string): void {
    if (name === "testsuite" || name === "testsuites") {
      this.#depth -= 1;
      this.#around.length = Math.min(this.#around.length, Math.max(0, this.#depth));
    } else if (name === "testcase") {
      this.#closeCase();
    } else if (name === this.#problem?.kind) {
      this.#closeProblem(this.#problem);
    } else if (name === "system-out" || name === "system-err") {
      this.#inOutput = Math.max(0, this.#inOutput - 1);
    }
  }

  text(text: string): void {
    if (this.#problem !== undefined) {
      this.#problem.text = cut(this.#problem.text + text, maxTextChars);
    } else if (this.#inOutput > 0 && this.#case !== undefined) {
      this.#case.output = cut(this.#case.output + text, maxTextChars);
    }
  }

  junit(): Junit {
    // What was open when the file ended belongs to a test that began.
    if (this.#problem !== undefined) {
      this.#closeProblem(this.#problem);
    }
    this.#closeCase();
    return {
      cases: this.#cases,
      suiteProblems: this.#suiteProblems,
      counts: this.#counts,
      suites: this.#suites,
      complete: this.#wellFormed,
      notes: [
        ...(this.#wellFormed
          ? []
          : ["The JUnit report is cut off or not well-formed; what could be read of it is here."]),
        ...(this.#tooMany === 0 ? [] : [`${this.#tooMany} tests above 200,000 are left out.`]),
      ],
    };
  }

  #openSuite(attributes: Attributes): void {
    if (this.#around.length === 0 && this.#depth === 0) {
      this.#counts.tests += wholeOf(attributes, "tests") ?? 0;
      this.#counts.failures += wholeOf(attributes, "failures") ?? 0;
      this.#counts.errors += wholeOf(attributes, "errors") ?? 0;
    }
    this.#depth += 1;
    const name = textOf(attributes, "name") ?? "";
    if (this.#around.length < maxDepth) {
      this.#around.push({ name, file: textOf(attributes, "file") ?? this.#around.at(-1)?.file });
    }
    if (this.#suites.length < maxSuites) {
      this.#suites.push(name);
    }
  }

  #closeCase(): void {
    if (this.#case !== undefined && this.#cases.length < maxCases) {
      this.#cases.push(this.#case);
    } else if (this.#case !== undefined) {
      this.#tooMany += 1;
    }
    this.#case = undefined;
  }

  #closeProblem(problem: JunitProblem): void {
    (this.#case?.problems ?? this.#suiteProblems).push(problem);
    this.#problem = undefined;
  }
}

type Attributes = SaxesTagPlain["attributes"];

function readCase(attributes: Attributes, around: readonly Suite[]): OpenCase {
  const className = textOf(attributes, "classname") ?? textOf(attributes, "class");
  const file = textOf(attributes, "file") ?? around.at(-1)?.file;
  const line = wholeOf(attributes, "line");
  const state = textOf(attributes, "status");
  const seconds = Number(textOf(attributes, "time")?.replaceAll(",", "") ?? Number.NaN);
  return {
    name: textOf(attributes, "name") ?? "",
    suites: around.map(({ name }) => name).filter((name) => name !== ""),
    ...(className === undefined ? {} : { className }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined || line === 0 ? {} : { line }),
    ...(state === undefined ? {} : { state }),
    ...(Number.isFinite(seconds) && seconds >= 0
      ? { durationMs: Math.round(seconds * 1e6) / 1000 }
      : {}),
    problems: [],
    output: "",
  };
}

function readProblem(kind: JunitProblem["kind"], attributes: Attributes): JunitProblem {
  const type = textOf(attributes, "type");
  const message = textOf(attributes, "message");
  return {
    kind,
    ...(type === undefined ? {} : { type }),
    ...(message === undefined ? {} : { message }),
    text: "",
  };
}

/** An attribute that is there and not empty. */
function textOf(attributes: Attributes, name: string): string | undefined {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === "string" && value !== "" ? cut(value, maxNameChars) : undefined;
}

function wholeOf(attributes: Attributes, name: string): number | undefined {
  const value = Number(textOf(attributes, name) ?? Number.NaN);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
