import { parseFields, numberOf, textOf } from "./read-fields.ts";

export interface GoTest {
  readonly name: string;
  /** Undefined when it began and was never heard of again. */
  readonly result: "pass" | "fail" | "skip" | undefined;
  readonly seconds: number | undefined;
  /** What it printed, cut in the middle. */
  readonly output: string;
}

export interface GoPackage {
  /** Its import path. */
  readonly name: string;
  readonly result: "pass" | "fail" | "skip" | undefined;
  /** What it printed outside of tests. */
  readonly output: string;
  readonly tests: readonly GoTest[];
}

export interface GoStream {
  readonly packages: readonly GoPackage[];
  /** What the compiler said, from Go 1.24 on; before, it stands on standard error. */
  readonly buildOutput: string;
  /** Lines that are no events, of packages that were not built among them. */
  readonly stray: readonly string[];
}

/** Reads what `go test -json` prints. */
export function readGoJson(text: string): GoStream {
  const stream = new Stream();
  for (const line of text.split("\n")) {
    if (line.startsWith("{") && line.length <= maxLineChars) {
      stream.add(line);
    } else if (line !== "") {
      stream.addStray(line);
    }
  }
  return stream.read();
}

const maxLineChars = 1024 * 1024;
const maxOutputChars = 128 * 1024;
const maxStray = 10_000;
const maxTests = 200_000;
const results = ["pass", "fail", "skip"] as const;

interface Open {
  result: GoTest["result"];
  seconds: number | undefined;
  output: string;
}

class Stream {
  readonly #packages = new Map<string, Open & { readonly tests: Map<string, Open> }>();
  readonly #stray: string[] = [];
  #buildOutput = "";
  #tests = 0;

  add(line: string): void {
    const event = parseFields(line);
    const action = event === undefined ? undefined : textOf(event, "Action", 64);
    if (event === undefined || action === undefined) {
      this.addStray(line);
      return;
    }
    const output = textOf(event, "Output", maxLineChars) ?? "";
    const packageName = textOf(event, "Package", 4096);
    if (packageName === undefined) {
      this.#buildOutput = joined(this.#buildOutput, output);
      return;
    }
    const open = this.#open(packageName, textOf(event, "Test", 8192));
    if (open === undefined) {
      return;
    }
    open.output = joined(open.output, output);
    open.result = results.find((result) => result === action) ?? open.result;
    open.seconds = numberOf(event, "Elapsed") ?? open.seconds;
  }

  addStray(line: string): void {
    if (this.#stray.length < maxStray) {
      this.#stray.push(line.slice(0, 4096));
    }
  }

  read(): GoStream {
    const packages = [...this.#packages].map(([name, { tests, result, output }]) => ({
      name,
      result,
      output,
      tests: [...tests].map(([test, open]) => ({ name: test, ...open })),
    }));
    return { packages, buildOutput: this.#buildOutput, stray: this.#stray };
  }

  #open(packageName: string, testName: string | undefined): Open | undefined {
    let found = this.#packages.get(packageName);
    if (found === undefined) {
      found = { ...begun(), tests: new Map() };
      this.#packages.set(packageName, found);
    }
    if (testName === undefined) {
      return found;
    }
    const test = found.tests.get(testName);
    if (test !== undefined || this.#tests >= maxTests) {
      return test;
    }
    this.#tests += 1;
    const fresh = begun();
    found.tests.set(testName, fresh);
    return fresh;
  }
}

function begun(): Open {
  return { result: undefined, seconds: undefined, output: "" };
}

/** The head stays and the tail is renewed: a panic stands at the end. */
function joined(text: string, more: string): string {
  const whole = text + more;
  return whole.length <= maxOutputChars
    ? whole
    : `${whole.slice(0, maxOutputChars / 4)}\n…\n${whole.slice(-maxOutputChars / 2)}`;
}
