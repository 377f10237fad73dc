/** Where a word stands in a file, as bits that add up over its occurrences. */
export const wordFlag = {
  /** An identifier in code. */
  code: 1,
  /** In code, where a definition's name may stand. */
  definition: 2,
  /** In a comment, a string, a regular expression, or a number with letters. */
  text: 4,
} as const;

/** How many bits `wordFlag` takes, below the document number in a posting. */
export const flagBits = 3;

export interface WordSink {
  /** One occurrence: `bytes[start, end)` with its running hash. Called for every occurrence, in order. */
  add(bytes: Uint8Array, start: number, end: number, hash: number, flags: number): void;
}
