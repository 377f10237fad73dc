/**
 * How many lines may be compared while one file's hunks are placed. Ordinary patches use a few per line; only files of
 * nothing but repetitions come near the end, and their hunks are refused rather than searched for minutes.
 */
export class SearchBudget {
  #left: number;

  constructor(comparisons: number) {
    this.#left = comparisons;
  }

  spend(comparisons: number): void {
    this.#left -= comparisons;
    if (this.#left < 0) {
      throw new TooManyPlaces();
    }
  }
}

/** Caught where a hunk is given its place: the hunk is refused as ambiguous. */
export class TooManyPlaces extends Error {}
