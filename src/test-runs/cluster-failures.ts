import type { Frame, TestFailure, TestReport, TestResult } from "../frameworks/test-report.ts";
import { cut } from "../text/cut.ts";
import { lineDifference } from "./line-difference.ts";
import { messageKey } from "./message-key.ts";
import { plainText } from "./plain-text.ts";
import type { Cluster, Place, TestSelector } from "./test-run.ts";

/** What is read of a repository to describe a failure. */
export interface FailureSources {
  /** Absolute; paths below it are told relative to it. */
  readonly root: string;
  /** The text of a line, if it can be had. */
  readonly lineText: (path: string, line: number) => string | undefined;
}

/** Failures by what they say: errors of suites first, then those with the most tests. */
export function clusterFailures(
  reports: readonly TestReport[],
  sources: FailureSources,
): Cluster[] {
  const suites = new Clusters(sources);
  const tests = new Clusters(sources);
  for (const report of reports) {
    for (const { path, line, message, frames } of report.suiteErrors) {
      const place =
        path === undefined ? undefined : { name: "", path, ...(line !== undefined && { line }) };
      suites.add({ type: suiteError, message, frames }, place);
    }
    for (const test of report.tests.filter(({ status }) => status === "failed")) {
      const failures =
        test.failures.length === 0 ? [{ message: "It failed.", frames: [] }] : test.failures;
      failures.forEach((failure) => tests.add(failure, selectorOf(test)));
    }
  }
  return [...suites.list(), ...tests.list()];
}

export const suiteError = "suite error";

export function selectorOf({ name, path, line }: TestResult): TestSelector {
  return {
    name: cut(plainText(name), maxNameChars),
    ...(path !== undefined && { path }),
    ...(line !== undefined && { line }),
  };
}

const maxNameChars = 300;
const mostTests = 3;
const mostMessageLines = 12;
const mostDiffLines = 20;
const maxLineChars = 240;

class Clusters {
  readonly #found = new Map<string, Cluster & { count: number; tests: TestSelector[] }>();
  readonly #sources: FailureSources;

  constructor(sources: FailureSources) {
    this.#sources = sources;
  }

  add(failure: TestFailure, test: TestSelector | undefined): void {
    const key = messageKey(failure.type, plainText(failure.message));
    const known = this.#found.get(key);
    if (known === undefined) {
      this.#found.set(key, {
        ...describe(failure, this.#sources),
        count: 1,
        tests: test === undefined ? [] : [test],
      });
      return;
    }
    known.count += 1;
    if (test !== undefined && known.tests.length < mostTests) {
      known.tests.push(test);
    }
  }

  list(): Cluster[] {
    return [...this.#found.values()].toSorted((a, b) => b.count - a.count);
  }
}

function describe(failure: TestFailure, sources: FailureSources): Omit<Cluster, "count" | "tests"> {
  const { type, message } = failure;
  const diff = findDiff(failure);
  const frame = findPlace(failure.frames, sources);
  return {
    ...(type !== undefined && { type: cut(plainText(type), 200) }),
    message: firstLines(withoutType(ownText(message, sources.root), type), mostMessageLines),
    ...(diff !== undefined && { diff: firstLines(ownText(diff, sources.root), mostDiffLines) }),
    ...(frame !== undefined && { frame }),
  };
}

/** As an answer shows it: paths relative to the root. */
export function ownText(text: string, root: string): string {
  return plainText(text).replaceAll(`file://${root}/`, "").replaceAll(`${root}/`, "");
}

/** The type stands before the message in the answer. */
function withoutType(message: string, type: string | undefined): string {
  return type !== undefined && message.startsWith(`${type}: `)
    ? message.slice(type.length + 2)
    : message;
}

function findDiff({ diff, expected, actual, message }: TestFailure): string | undefined {
  if (diff !== undefined) {
    const text = plainText(diff).trim();
    return text === "" || message.includes(text) ? undefined : text;
  }
  return expected === undefined || actual === undefined || expected === actual
    ? undefined
    : lineDifference(plainText(expected), plainText(actual));
}

function findPlace(frames: readonly Frame[], { lineText }: FailureSources): Place | undefined {
  const [first, ...callers] = frames;
  if (first === undefined) {
    return undefined;
  }
  const text = lineText(first.path, first.line)?.trim();
  return {
    path: first.path,
    line: first.line,
    ...(text !== undefined && text !== "" && { text: cut(text, 160) }),
    from: callers.slice(0, 2).map(({ path, line }) => `${path}:${line}`),
  };
}

function firstLines(text: string, most: number): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.slice(0, most).map((line) => cut(line, maxLineChars));
  return lines.length > most
    ? [...shown.slice(0, -1), `… ${lines.length - most + 1} more lines`].join("\n")
    : shown.join("\n");
}
