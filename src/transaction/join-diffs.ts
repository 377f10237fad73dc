import { cut } from "../text/cut.ts";

/** Differences of several files, as far as they were read. */
export interface JoinedDiffs {
  readonly text: string;
  /** Sentences about what is left out. */
  readonly notes: readonly string[];
}

/**
 * Differences one below the other, up to a length; those behind it are not made.
 * @param count how many there are
 */
export function joinDiffs(diffs: Iterable<string>, count: number, maxChars: number): JoinedDiffs {
  let text = "";
  let joined = 0;
  for (const diff of diffs) {
    text += diff;
    joined += 1;
    if (text.length > maxChars) {
      const left = count - joined;
      return {
        text: cut(text, maxChars),
        notes: [`The diff was cut${left > 0 ? ` and leaves out ${left} files` : ""}.`],
      };
    }
  }
  return { text, notes: [] };
}
