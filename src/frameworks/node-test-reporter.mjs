/* oxlint-disable import/no-default-export, no-restricted-properties -- node takes the default export; its own process, not the server's */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { openReport, failureOf } = createRequire(import.meta.url)("./event-reporter.cjs");

const { report, quietly } = openReport();

/** Runs in the process that starts the test files; it hears of their tests in order, and of their beginnings at once. */
export default async function* nodeTestReporter(source) {
  const reader = new EventReader();
  report({ kind: "start" });
  for await (const { type, data } of source) {
    quietly(() => reader.read(type, data));
  }
  quietly(() => reader.finish());
  report({ kind: "end" });
  yield "";
}

class EventReader {
  /** Events of tests whose parents are not finished, by depth: their names lack those of the parents. */
  #waiting = [];
  /** How many tests of an id began and did not end. */
  #begun = new Map();
  #stderr = new Map();
  /** Files that passed without a word of a test, each with what node says of the file itself. */
  #silent = new Map();
  /** Files that told of their end, which they do from Node 22 on. */
  #summed = new Set();
  #failed = new Set();

  read(type, data) {
    switch (type) {
      case "test:dequeue":
        if (!isFile(data)) {
          this.#count(data, 1);
        }
        return;
      case "test:summary":
        this.#summed.add(data.file);
        return;
      case "test:stderr":
        this.#stderr.set(
          data.file,
          `${this.#stderr.get(data.file) ?? ""}${data.message}`.slice(-16_000),
        );
        return;
      case "test:pass":
      case "test:fail":
        if (isFile(data)) {
          this.#endFile(type, data);
        } else {
          this.#count(data, -1);
          this.#endTest(type, data);
        }
        return;
      default:
    }
  }

  finish() {
    const endings = readEndings();
    for (const [path, ending] of endings) {
      const isEarly = ending === "exited" ? !this.#summed.has(path) : ending === undefined;
      if (isEarly && !this.#failed.has(path) && !forcesExit) {
        const message = "process.exit() ended the file before its tests had reported.";
        report({ kind: "suite-error", path, message });
      }
    }
    for (const [path, data] of isFiltered ? [] : this.#silent) {
      if (!endings.has(path) || endings.get(path) === "plain") {
        // A script that knows nothing of node:test is one test.
        report({ ...resultOf("test:pass", data), path });
      }
    }
    this.#waiting.flat().forEach(report);
    for (const [id, begun] of this.#begun) {
      for (let left = begun; left > 0; left -= 1) {
        report({ kind: "test-start", id });
      }
    }
  }

  #count(data, by) {
    const id = [data.file, data.nesting, data.line, data.column, data.name].join("\n");
    const begun = (this.#begun.get(id) ?? 0) + by;
    if (begun > 0) {
      this.#begun.set(id, begun);
    } else {
      // What is skipped or cancelled may end without having begun.
      this.#begun.delete(id);
    }
  }

  #endFile(type, data) {
    if (type === "test:pass") {
      this.#silent.set(data.file, data);
      return;
    }
    this.#failed.add(data.file);
    const stderr = [...this.#stderr].find(([file]) => data.file.endsWith(file))?.[1] ?? "";
    report({
      kind: "suite-error",
      path: data.file,
      message: headlineOf(stderr) ?? failureOf(data.details?.error).message,
      stack: stderr,
    });
  }

  #endTest(type, data) {
    const isSuite = data.details?.type === "suite";
    const join = isSuite ? " > " : " › ";
    const children = (this.#waiting[data.nesting + 1] ?? []).map((event) => ({
      ...event,
      name: `${data.name}${join}${event.name}`,
    }));
    this.#waiting.length = Math.min(this.#waiting.length, data.nesting + 1);
    const events = [...children, ...(isSuite ? suiteErrors(type, data) : ownResult(type, data))];
    if (data.nesting === 0) {
      events.forEach(report);
    } else {
      this.#waiting[data.nesting] = [...(this.#waiting[data.nesting] ?? []), ...events];
    }
  }
}

/** Node tells of a file as of a test that is called like it, on the file's first line. */
function isFile({ nesting, name, file, line, column }) {
  return (
    nesting === 0 &&
    line === 1 &&
    column === 1 &&
    typeof file === "string" &&
    file.endsWith(name.replace(/^\.\//, ""))
  );
}

/** Node 20 reports what the name pattern leaves out; later versions do not. */
function ownResult(type, data) {
  return data.skip === "test name does not match pattern" ? [] : [resultOf(type, data)];
}

function resultOf(type, data) {
  const status = statusOf(type, data);
  return {
    kind: "test",
    name: data.name,
    path: data.file,
    line: data.line,
    status,
    durationMs: data.details?.duration_ms,
    failures: status === "failed" ? [failureOf(causeOf(data))] : [],
  };
}

function statusOf(type, { skip, todo }) {
  if (todo !== undefined && todo !== false) {
    return "todo";
  }
  if (skip !== undefined && skip !== false) {
    return "skipped";
  }
  return type === "test:pass" ? "passed" : "failed";
}

/** Of a suite itself: its hooks, or the function that declares its tests. */
function suiteErrors(type, data) {
  if (type === "test:pass" || data.details?.error?.failureType === "subtestsFailed") {
    return [];
  }
  const { type: name, message, stack } = failureOf(causeOf(data));
  const text = name && name !== "Error" ? `${name}: ${message}` : message;
  return [
    {
      kind: "suite-error",
      path: data.file,
      line: data.line,
      message: `${data.name}: ${text}`,
      stack,
    },
  ];
}

/** Node wraps what was thrown. */
function causeOf({ details }) {
  const { error } = details ?? {};
  return typeof error?.cause === "object" && error.cause !== null ? error.cause : error;
}

/** The line of an uncaught error's output that names the error. */
function headlineOf(stderr) {
  return /^(?:Uncaught )?\w*(?:Error|Exception)(?: \[\w+\])?: .*(?:\n(?!\s+at ).+)*/m.exec(
    stderr,
  )?.[0];
}

const isFiltered = process.execArgv.some((one) =>
  /^--test-(name-pattern|skip-pattern|only)/.test(one),
);

const forcesExit = process.execArgv.includes("--test-force-exit");

/**
 * How each file's own process ended, as `node-test-child-reporter.mjs` has it; undefined where it did not tell. Only who
 * has the secret that the process promised when it began, before any test of it, is believed, and only once.
 */
function readEndings() {
  const endings = new Map();
  const promised = new Map();
  for (const [event, path, text] of readLines(process.env.REPOWRIGHT_ENDINGS)) {
    if (event === "began") {
      promised.set(text, path);
      endings.set(path, endings.get(path));
      continue;
    }
    const promise = createHash("sha256").update(text).digest("hex");
    if (promised.has(promise)) {
      endings.set(promised.get(promise), event);
      promised.delete(promise);
    }
  }
  return endings;
}

function readLines(file) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line).map(String)];
    } catch {
      // Cut off, or not of ours.
      return [];
    }
  });
}
