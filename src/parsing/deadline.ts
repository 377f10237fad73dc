/** A file no person wrote: real ones are parsed and queried in milliseconds, the slowest seen in half a second. */
const usualLimitMs = 5000;

/** When work on one file has to end. */
export class Deadline {
  readonly #at: number;
  /** Whether it was passed when somebody looked. */
  isOver = false;

  constructor(limitMs: number = usualLimitMs) {
    this.#at = performance.now() + limitMs;
  }

  /** Answers what the parser asks again and again: whether to stop. */
  readonly isPassed = (): boolean => {
    this.isOver ||= performance.now() > this.#at;
    return this.isOver;
  };
}
