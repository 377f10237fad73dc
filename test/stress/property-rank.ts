import type { FileLine } from "./property-file.ts";
import { oldOf, type SentHunk, type SentLine } from "./property-change.ts";

/** How well the old lines of a hunk fit where they were meant for, and elsewhere; 0 is to the letter, Infinity not at all. */
export interface Ranks {
  readonly meant: number;
  readonly elsewhere: number;
}

/**
 * A measure of its own, coarser than the ladder: 1 but for blanks at the ends, 2 by one shift of the indentation, 3 by
 * several, 4 in letters and digits, 5 without blank lines, 6 without outer context that the file has nowhere.
 */
export function ranksOf(hunk: SentHunk, file: readonly FileLine[]): Ranks {
  const old = oldOf(hunk);
  const indexOf = new Map(
    file.flatMap(({ row }, index) => (row === undefined ? [] : [[row, index]])),
  );
  let ranks: Ranks = { meant: Infinity, elsewhere: Infinity };
  const note = (rank: number, isMeant: boolean): void => {
    ranks = isMeant
      ? { ...ranks, meant: Math.min(ranks.meant, rank) }
      : { ...ranks, elsewhere: Math.min(ranks.elsewhere, rank) };
  };
  const texts = file.map(({ text }) => text);
  const all = texts.map((_, index) => index);
  scan(old, all, texts, indexOf, (rank, isMeant) => note(rank, isMeant));
  const solidRows = all.filter((index) => (texts[index] ?? "").trim() !== "");
  const solid = old.filter(({ text }) => text.trim() !== "");
  scan(solid, solidRows, texts, indexOf, (_, isMeant) => note(5, isMeant));
  const known = new Set(texts.map(bare));
  const first = absent(solid, known);
  const last = absent(solid.toReversed(), known);
  if (first + last > 0) {
    const kept = solid.slice(first, solid.length - last);
    scan(kept, solidRows, texts, indexOf, (_, isMeant) => note(6, isMeant));
  }
  return ranks;
}

function absent(lines: readonly SentLine[], known: ReadonlySet<string>): number {
  let count = 0;
  while (
    count < 2 &&
    lines[count]?.kind === "context" &&
    !known.has(bare(lines[count]?.text ?? ""))
  ) {
    count += 1;
  }
  return count;
}

function scan(
  old: readonly SentLine[],
  rows: readonly number[],
  texts: readonly string[],
  indexOf: ReadonlyMap<number, number>,
  note: (rank: number, isMeant: boolean) => void,
): void {
  if (old.length === 0) {
    return;
  }
  for (let start = 0; start + old.length <= rows.length; start += 1) {
    let rank = 0;
    for (let at = 0; at < old.length && rank < Infinity; at += 1) {
      rank = Math.max(rank, rankOf(old[at]?.text ?? "", texts[rows[start + at] ?? -1] ?? ""));
    }
    if (rank < Infinity) {
      const isMeant = old.every(
        ({ row }, at) => row === undefined || indexOf.get(row) === rows[start + at],
      );
      const uniform = rank === 3 && isShifted(old, rows.slice(start), texts);
      note(uniform ? 2 : rank, isMeant && old.some(({ row }) => row !== undefined));
    }
  }
}

function rankOf(sent: string, text: string): number {
  if (sent === text) {
    return 0;
  }
  if (sent.trimEnd() === text.trimEnd()) {
    return 1;
  }
  if (sent.trim() === text.trim()) {
    return 3;
  }
  return bare(sent) === bare(text) ? 4 : Infinity;
}

/** By one number of blanks, or with tabs for blanks. */
function isShifted(
  old: readonly SentLine[],
  rows: readonly number[],
  texts: readonly string[],
): boolean {
  const pairs = old
    .map(({ text }, at) => [indentOf(text), indentOf(texts[rows[at] ?? -1] ?? ""), text] as const)
    .filter(([, , text]) => text.trim() !== "");
  const shifts = new Set(pairs.map(([sent, there]) => sent.length - there.length));
  return shifts.size === 1 || pairs.some(([sent, there]) => (sent + there).includes("\t"));
}

function indentOf(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}

/** Letters and digits; of a line without them, all but blanks. */
function bare(text: string): string {
  const letters = text.normalize("NFC").replaceAll(/[^\p{L}\p{N}]/gu, "");
  return letters === "" ? text.replaceAll(/\s/gu, "") : letters;
}
