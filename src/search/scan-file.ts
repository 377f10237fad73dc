import type { TextPattern } from "./compile-pattern.ts";
import { keepLineEndsWhole } from "./line-end-pattern.ts";

/** One match; lines are 1-based, columns 1-based in UTF-16 units. */
export interface Match {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

export interface Scan {
  /** Matching lines, or matches where one spans several lines. */
  readonly total: number;
  /** The first of them. */
  readonly matches: readonly Match[];
}

/**
 * Finds a pattern in a text. Several matches that begin on one line count once, as in `grep -c`. Lines end as editors
 * see it: with a line feed, with a carriage return before it, or with a carriage return alone.
 * @param keep how many matches to return; the total counts on
 */
export function scanText(text: string, pattern: TextPattern, keep: number): Scan {
  const hasReturns = text.includes("\r");
  const source = hasReturns ? keepLineEndsWhole(pattern.source) : pattern.source;
  const regex = new RegExp(source, pattern.flags);
  const lines = new LineCounter(text, hasReturns);
  const matches: Match[] = [];
  let total = 0;
  for (let found = regex.exec(text); found !== null; found = regex.exec(text)) {
    const end = found.index + found[0].length;
    if (found.index === text.length && lines.startsAt(text.length)) {
      // Behind the last line end no line begins.
      break;
    }
    lines.goTo(found.index);
    const { line, lineStart } = lines;
    const nextLine = lines.nextLineStart();
    total += 1;
    if (matches.length < keep) {
      lines.goTo(Math.max(found.index, end - 1));
      matches.push({ line, column: found.index - lineStart + 1, endLine: lines.line });
    }
    // The rest of the line counts no more.
    regex.lastIndex = Math.max(end, nextLine);
    if (regex.lastIndex > text.length) {
      break;
    }
  }
  return { total, matches };
}

/** Counts lines from the beginning to ever later places. */
class LineCounter {
  line = 1;
  lineStart = 0;
  readonly #text: string;
  readonly #hasReturns: boolean;
  #next: number;
  /** The first carriage return that was not passed yet. */
  #return = -1;

  constructor(text: string, hasReturns: boolean) {
    this.#text = text;
    this.#hasReturns = hasReturns;
    this.#next = this.#lineAfter(0);
  }

  goTo(index: number): void {
    while (this.#next <= index) {
      this.line += 1;
      this.lineStart = this.#next;
      this.#next = this.#lineAfter(this.#next);
    }
  }

  /** Where the line after the current one begins; beyond the text for the last line. */
  nextLineStart(): number {
    return this.#next;
  }

  /** Whether nothing of a line stands before this place. */
  startsAt(index: number): boolean {
    const before = this.#text[index - 1];
    return before === undefined || before === "\n" || before === "\r";
  }

  #lineAfter(from: number): number {
    const feed = this.#text.indexOf("\n", from);
    const end = feed < 0 ? this.#text.length : feed;
    if (this.#return < from) {
      const found = this.#hasReturns ? this.#text.indexOf("\r", from) : -1;
      this.#return = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    if (this.#return < end && this.#text[this.#return + 1] !== "\n") {
      return this.#return + 1;
    }
    return end + 1;
  }
}
