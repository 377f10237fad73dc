import type { TextPattern } from "./compile-pattern.ts";

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
 * Finds a pattern in a text. Several matches that begin on one line count once, as in `grep -c`.
 * @param keep how many matches to return; the total counts on
 */
export function scanText(text: string, pattern: TextPattern, keep: number): Scan {
  const regex = new RegExp(pattern.source, pattern.flags);
  const matches: Match[] = [];
  let total = 0;
  let line = 1;
  let lineStart = 0;
  let at = 0;
  let lastLine = 0;
  for (let found = regex.exec(text); found !== null; found = regex.exec(text)) {
    if (found[0] === "") {
      // An empty match would be found again at the same place for ever.
      regex.lastIndex += 1;
      if (found.index >= text.length && text.endsWith("\n")) {
        break;
      }
    }
    for (
      let feed = text.indexOf("\n", at);
      feed >= 0 && feed < found.index;
      feed = text.indexOf("\n", at)
    ) {
      line += 1;
      lineStart = feed + 1;
      at = feed + 1;
    }
    if (line !== lastLine) {
      total += 1;
      if (matches.length < keep) {
        matches.push({
          line,
          column: found.index - lineStart + 1,
          endLine: line + lineBreaks(found[0]),
        });
      }
      lastLine = line;
    }
  }
  return { total, matches };
}

/** Line breaks within a match; one at its very end belongs to its last line. */
function lineBreaks(match: string): number {
  let count = 0;
  for (
    let feed = match.indexOf("\n");
    feed >= 0 && feed < match.length - 1;
    feed = match.indexOf("\n", feed + 1)
  ) {
    count += 1;
  }
  return count;
}
