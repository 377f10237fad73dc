import type { IndexedFile } from "./indexed-file.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** Every word of a hunk votes for where the hunk would begin; words that are everywhere do not. */
export function votesOfWords(
  { oldTexts }: SentHunk,
  file: IndexedFile,
): ReadonlyMap<number, number> {
  const votes = new Map<number, number>();
  for (const [at, text] of oldTexts.slice(0, mostLines).entries()) {
    for (const word of new Set(wordsOf(text))) {
      const rows = file.rowsByWord().get(word) ?? [];
      for (const row of rows.length > mostRows ? [] : rows) {
        votes.set(row - at, (votes.get(row - at) ?? 0) + 1);
      }
    }
  }
  return votes;
}

const mostLines = 50;
const mostRows = 64;

/** The rows of each word; none for files that would take too long to read for a hint. */
export function indexWords(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rowsByWord = new Map<string, number[]>();
  if (lines.length > largestFile) {
    return rowsByWord;
  }
  for (const [row, line] of lines.entries()) {
    for (const word of new Set(wordsOf(line))) {
      const rows = rowsByWord.get(word);
      if (rows === undefined) {
        rowsByWord.set(word, [row]);
      } else if (rows.length <= mostRows) {
        rows.push(row);
      }
    }
  }
  return rowsByWord;
}

const largestFile = 50_000;

/** Which part of the words on both sides is on the other side too: 1 for all, 0 for none. */
export function likeness(sent: readonly string[], file: readonly (string | undefined)[]): number {
  let [common, total] = [0, 0];
  for (const [at, text] of sent.entries()) {
    const [left, right] = [new Set(wordsOf(text)), new Set(wordsOf(file[at] ?? ""))];
    common += 2 * [...left].filter((word) => right.has(word)).length;
    total += left.size + right.size;
  }
  return total === 0 ? 0 : common / total;
}

/** Of very long lines, the beginning. */
function wordsOf(text: string): readonly string[] {
  return text.slice(0, 1000).match(/[\p{L}\p{N}_]+/gu) ?? [];
}
