"use strict";

const { openReport, failureOf } = require("./event-reporter.cjs");

const { report, quietly } = openReport();

module.exports = class PlaywrightReporter {
  #suite;
  #started = new Set();
  #finished = new Set();

  /** Without this Playwright adds a reporter of its own beside ours. */
  printsToStdio() {
    return true;
  }

  onBegin(_config, suite) {
    this.#suite = suite;
    report({ kind: "start" });
  }

  onTestBegin(test) {
    // Again for each retry.
    if (!this.#started.has(test.id)) {
      this.#started.add(test.id);
      report({ kind: "test-start", id: test.id });
    }
  }

  onTestEnd(test, result) {
    const isFinal = test.outcome() !== "unexpected" || result.retry >= test.retries;
    if (isFinal && result.status !== "interrupted") {
      quietly(() => this.#finish(test, result));
    }
  }

  onError(error) {
    quietly(() => {
      const { message, stack } = describe(error);
      if (message.startsWith("No tests found")) {
        return;
      }
      report({
        kind: "suite-error",
        path: error.location?.file,
        line: error.location?.line,
        message,
        stack,
      });
    });
  }

  onEnd({ status }) {
    // What a failed test of a serial group or a limit kept from running.
    for (const test of this.#suite?.allTests() ?? []) {
      if (!this.#started.has(test.id) && !this.#finished.has(test.id)) {
        quietly(() => this.#finish(test, undefined));
      }
    }
    if (status !== "interrupted") {
      report({ kind: "end" });
    }
  }

  #finish(test, result) {
    this.#finished.add(test.id);
    const [, project, , ...titles] = test.titlePath();
    const status = statusOf(test, result);
    report({
      kind: "test",
      id: test.id,
      name: titles.join(" > "),
      path: test.location.file,
      line: test.location.line,
      status,
      durationMs: result?.duration,
      project,
      failures: status === "failed" ? failuresOf(test, result) : [],
    });
  }
};

function statusOf(test, result) {
  if (result === undefined || test.outcome() === "skipped") {
    return test.annotations.some(({ type }) => type === "fixme") ? "todo" : "skipped";
  }
  return test.outcome() === "unexpected" ? "failed" : "passed";
}

function failuresOf(test, result) {
  if (result.errors.length === 0) {
    const expected =
      test.expectedStatus === "failed"
        ? "The test was expected to fail and passed."
        : `The test ended as ${result.status}.`;
    return [{ message: expected }];
  }
  return result.errors.slice(0, 20).map(describe);
}

/** Errors come as text: `TypeError: boom` with a stack, a place and a stretch of source. */
function describe({ message, stack, value, location }) {
  const text = message ?? value ?? "";
  const failure = failureOf({
    name: /^(\w+): /.exec(text)?.[1] ?? "Error",
    message: text,
    stack: stack ?? "",
  });
  return {
    ...failure,
    message: failure.message.replace(/^\w+: /, ""),
    ...(failure.stack === "" && location
      ? { frames: [{ path: location.file, line: location.line, column: location.column }] }
      : {}),
  };
}
