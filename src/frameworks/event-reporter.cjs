// What our reporters for Node share: they run inside the project's own runner, in whatever Node it uses, so this is
// plain JavaScript without packages. It never prints and never throws: the run is not ours.
/* oxlint-disable no-restricted-properties -- its own process, not the server's */
"use strict";

const { createHash } = require("node:crypto");
const { openSync, readFileSync, unlinkSync, writeSync } = require("node:fs");
const { inspect, stripVTControlCharacters } = require("node:util");

const maxMessageChars = 60_000;
const maxValueChars = 15_000;

/**
 * The way into the report, for whoever asks first: the name of the file is taken out of the environment and its key from
 * the disk, so that a test, loaded later, finds neither. Each line begins with a seal over the key, the seal before it
 * and its own text: whoever reads the file can neither add a line nor leave one out. Later ones get a way to nowhere.
 */
function openReport() {
  const path = process.env.REPOWRIGHT_REPORT;
  delete process.env.REPOWRIGHT_REPORT;
  const seal = takeSeal(path);
  const counts = { passed: 0, failed: 0, skipped: 0, todo: 0 };
  let file;

  /** Appends one event. Written at once, so that a process that ends in the middle loses nothing. */
  function report(event) {
    try {
      if (event.kind === "test") {
        counts[event.status] += 1;
      }
      file ??= openSync(path, "a");
      const bytes = Buffer.from(
        seal(JSON.stringify(event.kind === "end" ? { counts, ...event } : event)),
      );
      for (let written = 0; written < bytes.length;) {
        written += writeSync(file, bytes, written);
      }
    } catch {
      // Without a report the run counts as incomplete, which is what it then is.
    }
  }

  /** Calls a part of a reporter; what goes wrong in it must not become a failure of the tests. */
  function quietly(work) {
    try {
      return work();
    } catch (error) {
      report({
        kind: "suite-error",
        message: `The reporter could not read a result: ${textOf(error)}`,
      });
      return undefined;
    }
  }

  return seal === undefined ? { report: ignore, quietly: ignore } : { report, quietly };
}

function ignore() {}

/** Makes sealed lines of texts; undefined where somebody has the key already. */
function takeSeal(path) {
  try {
    const key = readFileSync(`${path}.key`, "utf8");
    unlinkSync(`${path}.key`);
    let last = "";
    return (text) => {
      last = createHash("sha256").update(`${key}${last}${text}`).digest("hex").slice(0, 32);
      return `${last} ${text}\n`;
    };
  } catch {
    return undefined;
  }
}

/** Anything thrown, as a failure. Getters that throw, proxies and circles are survived. */
function failureOf(thrown) {
  if ((typeof thrown !== "object" && typeof thrown !== "function") || thrown === null) {
    return { message: `thrown: ${textOf(thrown)}` };
  }
  const message = asText(read(thrown, "message"));
  const stack = asText(read(thrown, "stack")) ?? "";
  const headline = stack.split("\n    at ", 1)[0];
  return {
    type: nameOf(thrown, stack),
    message: cut(message || headline || `thrown: ${textOf(thrown)}`, maxMessageChars),
    ...comparisonOf(thrown),
    stack: cut(framesOf(stack), maxMessageChars),
  };
}

function nameOf(thrown, stack) {
  const name = asText(read(thrown, "name"));
  // A subclass that names itself nowhere but in its constructor.
  const own = asText(read(read(thrown, "constructor"), "name"));
  const written = /^(?:Uncaught )?(\w+)(?: \[\w+\])?:/.exec(stack)?.[1];
  return (name === "Error" || !name ? (written ?? own ?? name) : name) || undefined;
}

/** What was expected and what there was, of assertion errors. */
function comparisonOf(thrown) {
  const of = (name) => {
    try {
      return name in thrown;
    } catch {
      return false;
    }
  };
  if (!of("expected") || !of("actual") || read(thrown, "showDiff") === false) {
    return {};
  }
  const expected = read(thrown, "expected");
  const actual = read(thrown, "actual");
  return expected === undefined && actual === undefined
    ? {}
    : { expected: valueOf(expected), actual: valueOf(actual) };
}

/** A value as text: strings as they are, the rest as Node shows it. */
function valueOf(value) {
  return cut(typeof value === "string" ? clean(value) : textOf(value), maxValueChars);
}

function textOf(value) {
  try {
    return inspect(value, {
      depth: 6,
      maxArrayLength: 200,
      maxStringLength: maxValueChars,
      breakLength: 80,
      sorted: true,
      // The code under test is not called again.
      customInspect: false,
    });
  } catch {
    return "a value that cannot be shown";
  }
}

/** The frames alone: the message stands elsewhere. */
function framesOf(stack) {
  return stack
    .split("\n")
    .filter((line) => /^\s*at .*\d/.test(line))
    .slice(0, 200)
    .join("\n");
}

function read(object, name) {
  try {
    return object[name];
  } catch {
    return undefined;
  }
}

function asText(value) {
  return typeof value === "string" ? clean(value) : undefined;
}

function clean(text) {
  return stripVTControlCharacters(text.length > 1_000_000 ? text.slice(0, 1_000_000) : text);
}

function cut(text, maxChars) {
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
}

module.exports = { openReport, failureOf, valueOf, clean };
