"use strict";

const { openReport, failureOf } = require("./event-reporter.cjs");

/** For the first reporter alone: tests run in this process, and can make another with a run of their own making. */
let way = openReport();

/** Also for `--parallel`, where every event brings another object for the same test. */
module.exports = class MochaReporter {
  #open = new Map();
  #report;

  constructor(runner) {
    const { report, quietly } = way;
    way = openReport();
    this.#report = report;
    report({ kind: "start" });
    runner.on("test", (test) => quietly(() => this.#begin(test)));
    runner.on("pass", (test) => quietly(() => this.#finish(test, "passed")));
    runner.on("pending", (test) => quietly(() => this.#finish(test, "skipped")));
    runner.on("fail", (test, error) => quietly(() => this.#fail(test, error)));
    runner.once("end", () => report({ kind: "end" }));
  }

  #begin(test) {
    if (retryOf(test) > 0) {
      return;
    }
    const id = idOf(test);
    this.#open.set(id, (this.#open.get(id) ?? 0) + 1);
    this.#report({ kind: "test-start", id });
  }

  #fail(test, error) {
    if (test.type !== "hook") {
      // A second failure of a test that is finished: `done()` called twice, an error thrown late.
      this.#finish(test, "failed", failuresOf(error));
      return;
    }
    const failed = test.ctx?.currentTest;
    const isBefore = test.title.startsWith('"before each"');
    if (isBefore && failed && this.#open.get(idOf(failed)) > 0) {
      const [first, ...others] = failuresOf(error);
      this.#finish(failed, "failed", [
        { ...first, message: `${test.title}: ${first.message}` },
        ...others,
      ]);
    } else {
      this.#report(hookError(test, error));
    }
  }

  #finish(test, status, failures = []) {
    const id = idOf(test);
    const begun = this.#open.get(id) ?? 0;
    this.#open.set(id, Math.max(0, begun - 1));
    this.#report({
      kind: "test",
      id: begun > 0 ? id : `${id}#late`,
      name: pathOf(test).join(" > "),
      path: test.file,
      status,
      durationMs: test.duration,
      failures,
    });
  }
};

function hookError(hook, error) {
  const [{ type, message, stack }] = failuresOf(error);
  return {
    kind: "suite-error",
    path: hook.file ?? hook.parent?.file,
    message: `${pathOf(hook).join(" > ")}: ${type && type !== "Error" ? `${type}: ` : ""}${message}`,
    stack,
  };
}

/** Mocha keeps further failures of the same test with the first. */
function failuresOf(error) {
  const further = Array.isArray(error?.multiple) ? error.multiple : [];
  return [error, ...further].slice(0, 20).map(failureOf);
}

function pathOf(test) {
  return typeof test.titlePath === "function" ? test.titlePath() : [test.title];
}

function idOf(test) {
  return `${test.file ?? ""}\n${pathOf(test).join("\n")}`;
}

function retryOf(test) {
  return typeof test.currentRetry === "function" ? (test.currentRetry() ?? 0) : 0;
}
