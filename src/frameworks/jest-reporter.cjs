"use strict";

const { openReport, failureOf, valueOf, clean } = require("./event-reporter.cjs");

const { report, quietly } = openReport();

module.exports = class JestReporter {
  /** Tests that began, so that a retry is not taken for another. */
  #started = new Set();
  /** Results of files that are not finished, by file: what is left when the process ends in the middle. */
  #interim = new Map();

  onRunStart() {
    report({ kind: "start" });
    process.once("exit", () => {
      for (const [path, results] of this.#interim) {
        quietly(() => reportTests(path, undefined, results));
      }
    });
  }

  onTestFileStart(test) {
    this.#interim.set(test.path, []);
  }

  onTestCaseStart(test, info) {
    quietly(() => {
      const id = idOf(test.path, info);
      if (!this.#started.has(id)) {
        this.#started.add(id);
        report({ kind: "test-start", id });
      }
    });
  }

  onTestCaseResult(test, result) {
    this.#interim.get(test.path)?.push(result);
  }

  onTestFileResult(test, result) {
    this.#interim.delete(test.path);
    quietly(() => {
      const project = test.context?.config?.displayName?.name;
      // A result of another attempt is not in this list: these are the final ones.
      reportTests(test.path, project, result.testResults);
      if (
        (result.testExecError ?? undefined) !== undefined ||
        (result.testResults.length === 0 && result.failureMessage)
      ) {
        reportSuiteError(test.path, result);
      }
    });
  }

  onRunComplete(_contexts, results) {
    for (const error of [results.runExecError].filter(Boolean)) {
      quietly(() => reportError(undefined, error));
    }
    if (!results.wasInterrupted) {
      report({
        kind: "end",
        counts: {
          passed: results.numPassedTests,
          failed: results.numFailedTests,
          skipped: results.numPendingTests,
          todo: results.numTodoTests,
        },
      });
    }
  }
};

function reportTests(path, project, results) {
  const seen = new Map();
  for (const result of results) {
    const id = idOf(path, result);
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    quietly(() =>
      report({
        kind: "test",
        id: times === 1 ? id : `${id}#${times}`,
        name: namesOf(result).join(" > "),
        path,
        line: result.location?.line,
        status: statusOf(result.status),
        durationMs: result.duration ?? undefined,
        project,
        failures: result.status === "failed" ? failuresOf(result) : [],
      }),
    );
  }
}

function namesOf({ ancestorTitles, title }) {
  return [...ancestorTitles, title];
}

function idOf(path, named) {
  return `${path}\n${namesOf(named).join("\n")}`;
}

function statusOf(status) {
  return status === "pending" || status === "disabled" ? "skipped" : status;
}

/** `failureMessages` are the stacks; the details have what was compared, but have been through a pipe. */
function failuresOf({ failureMessages = [], failureDetails = [] }) {
  return failureMessages.map((message, index) => {
    const text = clean(message);
    const details = failureDetails[index] ?? {};
    const matcher = details.matcherResult ?? details.error?.matcherResult;
    return {
      ...splitStack(text, details.message),
      ...(matcher && "expected" in matcher && "actual" in matcher
        ? { expected: valueOf(matcher.expected), actual: valueOf(matcher.actual) }
        : {}),
    };
  });
}

/** `TypeError: no such article\n    at find (…)` in its parts. */
function splitStack(text, otherwise) {
  const at = text.search(/\n\s+at /);
  const headline = at === -1 ? text : text.slice(0, at);
  const [, type, own] = /^(\w+)(?: \[\w+\])?: ([^]*)$/.exec(headline) ?? [];
  const message = (own ?? headline).trim() || otherwise;
  return failureOf({ name: type ?? "Error", message, stack: text });
}

function reportSuiteError(path, { testExecError, failureMessage }) {
  // The message is formatted for people: its bullet and code frame say where it broke.
  reportError(path, testExecError ?? {}, clean(failureMessage ?? ""));
}

function reportError(path, error, formatted = "") {
  const { message, stack } = failureOf(error);
  report({
    kind: "suite-error",
    path,
    message: formatted.replace(/^\s*● .*\n+/, "").trim() || message,
    stack: `${stack ?? ""}\n${formatted}`,
  });
}
