import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** What a run that is under way has reported so far. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Counts the tests in a report that grows. It only says how far a run is, so it may be wrong about forged lines. */
export class GrowingReport {
  readonly #file: string;
  #offset = 0;
  #passed = 0;
  #failed = 0;
  #rest = "";

  /** @param file absolute; it may not be there yet */
  constructor(file: string) {
    this.#file = file;
  }

  count(): Tally {
    for (let part = this.#read(); part !== ""; part = this.#read()) {
      const lines = (this.#rest + part).split("\n");
      this.#rest = (lines.pop() ?? "").slice(-maxRest);
      for (const line of lines) {
        this.#passed += Number(line.includes('"status":"passed"'));
        this.#failed += Number(line.includes('"status":"failed"'));
      }
    }
    return { passed: this.#passed, failed: this.#failed };
  }

  #read(): string {
    try {
      const descriptor = openSync(this.#file, readOnly);
      try {
        if (!fstatSync(descriptor).isFile()) {
          return "";
        }
        const buffer = Buffer.allocUnsafe(chunkBytes);
        const got = readSync(descriptor, buffer, 0, chunkBytes, this.#offset);
        this.#offset += got;
        return buffer.toString("latin1", 0, got);
      } finally {
        closeSync(descriptor);
      }
    } catch {
      // Not there yet, or no file: nothing to count.
      return "";
    }
  }
}

/** The tests can put a pipe or a link in its place: neither must make us wait or read elsewhere. */
const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
const readOnly = O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
const chunkBytes = 1024 * 1024;
const maxRest = 4 * 1024 * 1024;
