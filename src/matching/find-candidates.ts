import { alignHunk, type Alignment } from "./align-hunk.ts";
import { hasSubstance, indentOf, trimEnd } from "./blanks.ts";
import { differenceOf } from "./difference.ts";
import { looksOf } from "./fold.ts";
import type { IndexedFile } from "./indexed-file.ts";
import type { Candidate, Difference, Replacement } from "./placement.ts";
import type { SentHunk } from "./sent-hunk.ts";
import { likeness, votesOfWords } from "./word-votes.ts";

/**
 * The places that share most lines with the hunk, best first; none that shares less than a third. Without any, those
 * whose lines have at least half of their words in common with it.
 */
export function findCandidates(sent: SentHunk, file: IndexedFile): readonly Candidate[] {
  const byLines = candidatesAt(mostVoted(votesOfLines(sent, file)), sent, file).filter(
    ({ rowOfOld }) => countEqual(sent, rowOfOld, file, looksOf) * 3 >= sent.old.length,
  );
  const best =
    byLines.length > 0
      ? byLines
      : candidatesAt(mostVoted(votesOfWords(sent, file)), sent, file).filter(
          ({ rowOfOld }) =>
            likeness(
              sent.oldTexts,
              rowOfOld.map((row) => file.lines[row ?? -1]),
            ) >= 0.5,
        );
  return best
    .map((alignment) => candidateOf(sent, alignment, file))
    .filter((candidate) => candidate !== undefined)
    .toSorted((left, right) => right.equalLines - left.equalLines)
    .filter(({ line }, at, all) => all.findIndex((other) => other.line === line) === at)
    .slice(0, 3);
}

function candidatesAt(
  starts: readonly number[],
  sent: SentHunk,
  file: IndexedFile,
): readonly Alignment[] {
  return starts.map((start) => alignHunk(sent, start, file));
}

/** Every line that is also in the file votes for where the hunk would begin; lines that are everywhere do not. */
function votesOfLines({ oldTexts }: SentHunk, file: IndexedFile): ReadonlyMap<number, number> {
  const votes = new Map<number, number>();
  for (const [at, text] of oldTexts.entries()) {
    const rows = hasSubstance([text]) ? file.alike().rowsOf(looksOf(text)) : [];
    for (const row of rows.length > mostRows ? [] : rows) {
      votes.set(row - at, (votes.get(row - at) ?? 0) + 1);
    }
  }
  return votes;
}

const mostRows = 64;

function mostVoted(votes: ReadonlyMap<number, number>): readonly number[] {
  return [...votes]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, 2 * 3)
    .map(([start]) => start);
}

function countEqual(
  { oldTexts }: SentHunk,
  rowOfOld: Alignment["rowOfOld"],
  { lines }: IndexedFile,
  equals: (text: string) => string,
): number {
  return oldTexts.filter((text, old) => {
    const line = lines[rowOfOld[old] ?? -1];
    return line !== undefined && equals(text) === equals(line);
  }).length;
}

function candidateOf(
  sent: SentHunk,
  alignment: Alignment,
  file: IndexedFile,
): Candidate | undefined {
  const there = alignment.rowOfOld.filter((row) => row !== undefined);
  const [first, last] = [there[0], there.at(-1)];
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const difference = firstDifference(sent, alignment, file);
  return {
    line: first + 1,
    endLine: last + 1,
    equalLines: countEqual(sent, alignment.rowOfOld, file, trimEnd),
    oldLines: sent.old.length,
    fileLines: file.lines.slice(first, last + 1),
    ...(difference && { firstDifference: difference }),
    replacements: indentedLike(sent, first, file, alignment.replacements ?? []),
  };
}

/** A text that begins after the indentation of its first line leaves the indentation there. */
function indentedLike(
  { hunk, old }: SentHunk,
  row: number,
  { lines }: IndexedFile,
  replacements: readonly Replacement[],
): readonly Replacement[] {
  const indent = indentOf(lines[row] ?? "");
  const [first, ...rest] = replacements;
  const [line = "", ...others] = first?.add ?? [];
  const begins = hunk.texts !== undefined && indentOf(old[0]?.text ?? "") === "";
  return begins && first?.at === row && first.add.length > 0
    ? [{ ...first, add: [indent + line, ...others] }, ...rest]
    : replacements;
}

/** The first that is in more than blanks; if there is none, the first in blanks. */
function firstDifference(
  { old }: SentHunk,
  { rowOfOld }: Alignment,
  { lines }: IndexedFile,
): Difference | undefined {
  const differences = old
    .map((line, at) => {
      const row = rowOfOld[at];
      return differenceOf(line, row, row === undefined ? undefined : lines[row]);
    })
    .filter(({ kind }) => kind !== "trailing");
  return differences.find(({ kind }) => kind !== "indent" && kind !== "tab") ?? differences[0];
}
