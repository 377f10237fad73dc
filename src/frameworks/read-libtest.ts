import { numberOf, parseFields, textOf } from "./read-fields.ts";

/** One test program of Rust: a library's unit tests, a file of `tests/`, or the examples in the documentation. */
export interface LibtestSuite {
  readonly tests: readonly LibtestTest[];
  /** How many it was going to run. */
  readonly announced: number;
  /** False when it ended in the middle. */
  readonly ended: boolean;
}

export interface LibtestTest {
  readonly name: string;
  readonly result: "ok" | "failed" | "ignored";
  readonly seconds?: number;
  /** What a failing test printed. */
  readonly output: string;
  /** Why it fails or is ignored, when the harness says so itself. */
  readonly reason?: string;
}

/** Reads what Rust's test harness prints, as JSON or as text; whatever else is printed between is passed over. */
export function readLibtest(text: string): LibtestSuite[] {
  const reading = new Reading();
  for (const line of text.split("\n")) {
    if (line.startsWith("{")) {
      reading.addJson(line);
    } else {
      reading.addText(line);
    }
  }
  return reading.suites();
}

const maxLineChars = 4 * 1024 * 1024;
const maxOutputChars = 128 * 1024;
const maxTests = 200_000;

interface Suite {
  readonly tests: Map<string, Mutable>;
  readonly announced: number;
  ended: boolean;
}
type Mutable = { -readonly [Key in keyof LibtestTest]: LibtestTest[Key] };

class Reading {
  readonly #suites: Suite[] = [];
  #count = 0;
  /** Of the text form: the test whose output the lines belong to. */
  #printing: Mutable | undefined;

  addJson(line: string): void {
    const event = line.length > maxLineChars ? undefined : parseFields(line);
    const kind = event === undefined ? undefined : textOf(event, "type", 64);
    const what = event === undefined ? undefined : textOf(event, "event", 64);
    if (event === undefined || what === undefined) {
      return;
    }
    if (kind === "suite" && what === "started") {
      this.#begin(numberOf(event, "test_count") ?? 0);
    } else if (kind === "suite") {
      this.#end();
    } else if (kind === "test" && what !== "started" && what !== "timeout") {
      const test = this.#add(textOf(event, "name", 8192) ?? "", what);
      const seconds = numberOf(event, "exec_time");
      const reason = textOf(event, "message", 8192) ?? textOf(event, "reason", 8192);
      if (test !== undefined) {
        test.output = textOf(event, "stdout", maxOutputChars) ?? "";
        Object.assign(
          test,
          seconds === undefined ? {} : { seconds },
          reason === undefined ? {} : { reason },
        );
      }
    }
  }

  addText(line: string): void {
    const count = /^running (\d+) tests?$/.exec(line)?.[1];
    const [, name, result, reason] = testLine.exec(line) ?? [];
    const printing = /^---- (.+?)(?: stdout)? ----$/.exec(line)?.[1];
    if (count !== undefined) {
      this.#begin(Number(count));
    } else if (name !== undefined && result !== undefined) {
      const test = this.#add(name, result);
      Object.assign(test ?? {}, reason === undefined ? {} : { reason });
    } else if (printing !== undefined) {
      this.#printing = this.#suites.at(-1)?.tests.get(printing);
    } else if (line.startsWith("test result: ")) {
      this.#end();
    } else if (line === "failures:") {
      this.#printing = undefined;
    } else if (this.#printing !== undefined && this.#printing.output.length < maxOutputChars) {
      this.#printing.output += `${line}\n`;
    }
  }

  suites(): LibtestSuite[] {
    return this.#suites.map(({ tests, announced, ended }) => ({
      tests: [...tests.values()],
      announced,
      ended,
    }));
  }

  #begin(announced: number): void {
    this.#printing = undefined;
    this.#suites.push({ tests: new Map(), announced, ended: false });
  }

  #end(): void {
    this.#printing = undefined;
    const suite = this.#suites.at(-1);
    if (suite !== undefined) {
      suite.ended = true;
    }
  }

  #add(name: string, word: string): Mutable | undefined {
    const suite = this.#suites.at(-1);
    const result = resultOf(word);
    if (suite === undefined || result === undefined || this.#count >= maxTests) {
      return undefined;
    }
    this.#count += 1;
    const test: Mutable = { name, result, output: "" };
    suite.tests.set(name, test);
    return test;
  }
}

const testLine =
  /^test (.+?)(?: - should panic| - compile fail| - compile)? \.\.\. (ok|FAILED|ignored|bench:)(?:, (.*?))?(?: <[\d.]+s>)?\s*$/;

function resultOf(word: string): LibtestTest["result"] | undefined {
  switch (word.toLowerCase()) {
    case "ok":
    case "bench:":
      return "ok";
    case "failed":
      return "failed";
    case "ignored":
      return "ignored";
    default:
      return undefined;
  }
}
