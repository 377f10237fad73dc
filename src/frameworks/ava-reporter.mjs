// Ava takes no reporters. This starts its command line with the TAP reporter's ear to the run borrowed: TAP itself
// names neither files nor lines.
//
//     node ava-reporter.mjs <ava's program> <its arguments…>
/* oxlint-disable no-restricted-properties -- its own process, not the server's */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const { openReport, failureOf, clean } = createRequire(import.meta.url)("./event-reporter.cjs");

const { report, quietly } = openReport();

const [, , program] = process.argv;
const entry = pathToFileURL(findEntry(process.cwd()) ?? realpathSync(program));
process.argv.splice(1, 2, program);

/** Ava's own program: what package managers put into `.bin` may be a shell script. */
function findEntry(folder) {
  const home = join(folder, "node_modules", "ava");
  if (existsSync(join(home, "package.json"))) {
    const { bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    return join(realpathSync(home), typeof bin === "string" ? bin : bin.ava);
  }
  return dirname(folder) === folder ? undefined : findEntry(dirname(folder));
}

async function listen() {
  try {
    const { default: TapReporter } = await import(new URL("../lib/reporters/tap.js", entry).href);
    const { startRun, endRun, consumeStateChange } = TapReporter.prototype;
    if (![startRun, endRun, consumeStateChange].every((method) => typeof method === "function")) {
      return false;
    }
    const run = new AvaRun();
    TapReporter.prototype.startRun = function start(plan) {
      report({ kind: "start" });
      return startRun.call(this, plan);
    };
    TapReporter.prototype.consumeStateChange = function consume(event) {
      quietly(() => run.read(event));
      return consumeStateChange.call(this, event);
    };
    TapReporter.prototype.endRun = function end() {
      report({ kind: "end" });
      return endRun.call(this);
    };
    return true;
  } catch {
    return false;
  }
}

class AvaRun {
  #open = new Set();
  /** Files that declared a test. */
  #declared = new Set();
  /** Files of which it has been said why they failed. */
  #blamed = new Set();

  read(event) {
    switch (event.type) {
      case "selected-test":
        if (event.skip || event.todo) {
          this.#finish(event, event.skip ? "skipped" : "todo");
        } else {
          this.#open.add(idOf(event));
          report({ kind: "test-start", id: idOf(event) });
        }
        return;
      case "test-passed":
        this.#finish(event, "passed");
        return;
      case "test-failed":
        this.#finish(event, "failed", [describe(event.err, event.knownFailing)]);
        return;
      case "timeout":
      case "process-exit":
        this.#cancel(event);
        return;
      case "declared-test":
        this.#declared.add(event.testFile);
        return;
      case "worker-finished":
        if (
          !event.forcedExit &&
          !this.#declared.has(event.testFile) &&
          !this.#blamed.has(event.testFile)
        ) {
          report({ kind: "suite-error", path: event.testFile, message: "No tests found." });
        }
        return;
      case "worker-failed":
        // Its end says no more than the error that led to it.
        if (!this.#blamed.has(event.testFile)) {
          reportSuite(event);
        }
        return;
      case "hook-failed":
      case "internal-error":
      case "line-number-selection-error":
      case "shared-worker-error":
      case "missing-ava-import":
      case "uncaught-exception":
      case "unhandled-rejection":
        this.#blamed.add(event.testFile);
        reportSuite(event);
        return;
      default:
    }
  }

  #finish(event, status, failures = []) {
    this.#open.delete(idOf(event));
    report({
      kind: "test",
      id: idOf(event),
      name: event.title,
      path: event.testFile,
      status,
      durationMs: event.duration,
      failures,
    });
  }

  /** Tests that ava gave up on. */
  #cancel(event) {
    const message =
      event.type === "timeout"
        ? `No test ended within ${event.period} ms.`
        : "process.exit() was called while the test ran.";
    for (const [testFile, titles] of event.pendingTests ?? []) {
      for (const title of titles) {
        this.#finish({ testFile, title }, "failed", [{ message, stack: clean(event.stack ?? "") }]);
      }
    }
    if (event.type === "process-exit") {
      report({
        kind: "suite-error",
        path: event.testFile,
        message: "process.exit() was called before the tests had ended.",
        stack: clean(event.stack ?? ""),
      });
    }
  }
}

const reasons = {
  "missing-ava-import": "No tests found: the file does not import ava.",
  "line-number-selection-error": "The lines asked for could not be matched with tests.",
};

function reportSuite(event) {
  const { type, message, stack, frames } = describe(event.err ?? {});
  const title = event.title ? `${event.title}: ` : "";
  const text =
    event.err === undefined
      ? exitText(event)
      : `${type && type !== "Error" ? `${type}: ` : ""}${message}`;
  report({
    kind: "suite-error",
    path: event.testFile,
    message: `${title}${reasons[event.type] ?? text}`,
    stack,
    frames,
  });
}

function exitText({ nonZeroExitCode, signal }) {
  return signal
    ? `The file's process was ended by ${signal}.`
    : `The file's process exited with ${nonZeroExitCode}.`;
}

/** Ava's errors have been through a channel: formatted comparisons, and the original with its stack. */
function describe(error = {}, knownFailing = false) {
  const original = error.originalError ?? error;
  const cause = original.cause instanceof Error ? original.cause : undefined;
  const details = (error.formattedDetails ?? []).map(({ label, formatted }) => ({
    label: clean(label),
    formatted: clean(formatted),
  }));
  const diff = details.find(({ label }) => label.startsWith("Difference"));
  const rest = details.filter((one) => one !== diff && cause === undefined);
  const { type, stack } = failureOf({
    name: cause?.name ?? error.name,
    message: "-",
    stack: error.stack ?? original.stack,
  });
  const lines = [
    knownFailing
      ? "The test was expected to fail, and it passed."
      : (cause?.message ?? error.message ?? ""),
    ...(cause === undefined && error.assertion ? [error.assertion] : []),
    ...rest.map(({ label, formatted }) => `${label}\n${formatted}`),
  ];
  return {
    type,
    message: clean(lines.filter((one) => one !== "").join("\n") || (error.formattedError ?? "")),
    ...(diff === undefined ? {} : { diff: diff.formatted }),
    stack,
    ...(error.source?.file ? { frames: framesOf(stack, error.source) } : {}),
  };
}

/** Ava knows the line of the test; the stack has what lies deeper. */
function framesOf(stack, { file, line }) {
  return stack === "" ? [{ path: file, line }] : undefined;
}

function idOf({ testFile, title }) {
  return `${testFile ?? ""}\n${title}`;
}

const listening = await listen();
if (!listening) {
  report({ kind: "suite-error", message: "This version of ava cannot be listened to." });
}
await import(entry.href);
