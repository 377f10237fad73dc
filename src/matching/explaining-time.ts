/** The time that all hunks of a patch which found no place may take together to be explained. */
export class ExplainingTime {
  #leftMs: number;

  constructor(ms = 500) {
    this.#leftMs = ms;
  }

  /** What `explain` answers; undefined once the time is used up. */
  spend<T>(explain: () => T): T | undefined {
    if (this.#leftMs <= 0) {
      return undefined;
    }
    const startMs = performance.now();
    try {
      return explain();
    } finally {
      this.#leftMs -= performance.now() - startMs;
    }
  }
}
