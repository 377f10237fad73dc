/* oxlint-disable import/no-default-export -- vitest takes the default export */
import { createRequire } from "node:module";

const { openReport, failureOf, clean } = createRequire(import.meta.url)("./event-reporter.cjs");

const { report, quietly } = openReport();

/** For vitest 3 and later. */
export default class VitestReporter {
  #started = new Set();
  #finished = new Set();

  onTestRunStart() {
    report({ kind: "start" });
  }

  onTestModuleCollected(module) {
    quietly(() => this.#reportErrors(module, pathOf(module)));
  }

  onTestCaseReady(test) {
    quietly(() => {
      // Again for each repetition; on a busy machine also after the end of its module.
      if (!this.#started.has(test.id) && !this.#finished.has(test.id)) {
        this.#started.add(test.id);
        report({ kind: "test-start", id: test.id });
      }
    });
  }

  onTestModuleEnd(module) {
    quietly(() => {
      this.#reportErrors(module, pathOf(module));
      for (const suite of module.children.allSuites()) {
        this.#reportErrors(suite, pathOf(module));
      }
      this.#reportTests(module);
    });
  }

  onTestRunEnd(modules, unhandled) {
    // The results of a type check may come after the end of its module.
    for (const module of modules ?? []) {
      quietly(() => this.#reportTests(module));
    }
    for (const error of unhandled ?? []) {
      quietly(() => report(suiteError(error, {})));
    }
    report({ kind: "end" });
  }

  #reportTests(module) {
    for (const test of module.children.allTests()) {
      if (!this.#finished.has(test.id) && reportTest(test)) {
        this.#finished.add(test.id);
      }
    }
  }

  #reported = new Set();

  #reportErrors(suite, path) {
    const errors = suite.errors();
    if (errors.length === 0 || this.#reported.has(suite.id)) {
      return;
    }
    this.#reported.add(suite.id);
    for (const error of errors) {
      report(suiteError(error, { path, line: suite.location?.line }));
    }
  }
}

/** @returns whether it has a result */
function reportTest(test) {
  const result = test.result();
  const state = result.state === "pending" ? stateOfPending(test) : result.state;
  if (state === undefined) {
    return false;
  }
  report({
    kind: "test",
    id: test.id,
    name: test.fullName,
    path: pathOf(test.module),
    line: test.location?.line,
    status: test.options.mode === "todo" ? "todo" : state,
    durationMs: test.diagnostic()?.duration,
    project: projectOf(test),
    failures: state === "failed" ? result.errors.map(describe) : [],
  });
  return true;
}

/** What `bail` kept from running was skipped; any other test that has begun is unfinished. */
function stateOfPending(test) {
  return test.project?.globalConfig?.bail > 0 ? "skipped" : undefined;
}

function projectOf(test) {
  const name = test.project?.name ?? "";
  // The same test is run and type-checked.
  const isTypes = test.task?.file?.pool === "typescript" || test.module.task?.pool === "typescript";
  return isTypes ? `${name} typecheck`.trim() : name;
}

function describe(error) {
  const failure = failureOf(error);
  const frames = (error.stacks ?? []).map(({ file, line, column, method }) => ({
    path: file,
    line,
    column,
    function: method,
  }));
  return {
    ...failure,
    ...(typeof error.diff === "string" ? { diff: clean(error.diff) } : {}),
    ...(frames.length > 0 ? { frames } : {}),
  };
}

function suiteError(error, place) {
  const { type, message, stack, frames } = describe(error);
  return {
    kind: "suite-error",
    ...place,
    message: type && type !== "Error" ? `${type}: ${message}` : message,
    stack,
    frames,
  };
}

function pathOf(module) {
  return module.moduleId;
}
