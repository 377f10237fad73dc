import { SaxesParser, type SaxesTagPlain } from "saxes";

import { cut } from "../text/cut.ts";

/** A test as Visual Studio's test results (TRX) tell it. */
export interface TrxTest {
  /** Class and method, with the values of its parameters. */
  readonly name: string;
  readonly outcome: string;
  readonly durationMs?: number;
  readonly message: string;
  readonly stack: string;
}

export interface Trx {
  readonly tests: readonly TrxTest[];
  /** What went wrong outside of tests: an assembly that could not be loaded, a host that crashed. */
  readonly errors: readonly string[];
  /** `Completed`, `Failed`, `Aborted`; undefined when the file is cut off. */
  readonly outcome: string | undefined;
}

export function readTrx(xml: string): Trx {
  const reading = new Reading();
  const parser = new SaxesParser({ xmlns: false, position: false });
  // Whatever could be read before stays; the summary stands at the end and is then missing.
  parser.on("error", () => undefined);
  parser.on("opentag", (tag) => reading.open(tag));
  parser.on("closetag", ({ name }) => reading.close(name));
  parser.on("text", (text) => reading.text(text));
  parser.on("cdata", (text) => reading.text(text));
  parser.write(xml).close();
  return reading.trx();
}

const maxTests = 200_000;
const maxTextChars = 64 * 1024;
const maxErrors = 100;

interface Open {
  readonly id: string;
  readonly name: string;
  readonly outcome: string;
  readonly durationMs?: number;
  message: string;
  stack: string;
}

class Reading {
  readonly #results: Open[] = [];
  /** Classes by the id of a test: the results themselves may name the method alone. */
  readonly #classes = new Map<string, string>();
  readonly #errors: string[] = [];
  #outcome: string | undefined;
  #result: Open | undefined;
  #test = "";
  #field: "message" | "stack" | "error" | undefined;
  #error: string | undefined;

  open({ name, attributes }: SaxesTagPlain): void {
    const value = (key: string): string => cut(attributes[key] ?? "", 8192);
    if (name === "UnitTestResult" && this.#results.length < maxTests) {
      const durationMs = readDuration(value("duration"));
      this.#result = {
        id: value("testId"),
        name: value("testName"),
        outcome: value("outcome"),
        ...(durationMs === undefined ? {} : { durationMs }),
        message: "",
        stack: "",
      };
      this.#results.push(this.#result);
    } else if (name === "UnitTest") {
      this.#test = value("id");
    } else if (name === "TestMethod") {
      this.#classes.set(this.#test, value("className").replace(/,.*$/, ""));
    } else if (name === "ResultSummary") {
      this.#outcome = value("outcome");
    } else if (name === "RunInfo" && value("outcome") === "Error") {
      this.#error = "";
    } else {
      this.#field = fields.get(name);
    }
  }

  close(name: string): void {
    if (name === "UnitTestResult") {
      this.#result = undefined;
    } else if (name === "RunInfo" && this.#error !== undefined) {
      if (this.#errors.length < maxErrors) {
        this.#errors.push(this.#error.trim());
      }
      this.#error = undefined;
    }
    this.#field = undefined;
  }

  text(text: string): void {
    if (this.#field === "error" && this.#error !== undefined) {
      this.#error = cut(this.#error + text, maxTextChars);
    } else if (
      this.#result !== undefined &&
      (this.#field === "message" || this.#field === "stack")
    ) {
      this.#result[this.#field] = cut(this.#result[this.#field] + text, maxTextChars);
    }
  }

  trx(): Trx {
    return {
      tests: this.#results.map(({ id, name, ...rest }) => {
        const className = this.#classes.get(id) ?? "";
        return {
          name:
            className === "" || name.startsWith(`${className}.`) ? name : `${className}.${name}`,
          ...rest,
        };
      }),
      errors: this.#errors,
      outcome: this.#outcome,
    };
  }
}

const fields = new Map([
  ["Message", "message"],
  ["StackTrace", "stack"],
  ["Text", "error"],
] as const satisfies readonly (readonly [string, string])[]) as ReadonlyMap<
  string,
  "message" | "stack" | "error"
>;

/** `00:00:00.0121345`. */
function readDuration(text: string): number | undefined {
  const [, hours, minutes, seconds] = /^(\d+):(\d+):([\d.]+)$/.exec(text) ?? [];
  return seconds === undefined
    ? undefined
    : Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e6) / 1000;
}
