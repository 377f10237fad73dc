import type { Range } from "./facts.ts";

/** Turns indexes into a text, in UTF-16 units, into lines and columns. Only `\n` ends a line, as in tree-sitter. */
export interface LineTable {
  /** How many lines an editor would show; a line end at the end of the text begins no further one. */
  readonly lines: number;
  rowOf(index: number): number;
  /** Where the row with this number begins. */
  startOf(row: number): number;
  rangeOf(start: number, end: number): Range;
}

export function lineTable(text: string): LineTable {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }

  function rowOf(index: number): number {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  return {
    lines: starts.length - (text.length === 0 || text.endsWith("\n") ? 1 : 0),
    rowOf,
    startOf: (row) => starts[row] ?? text.length,
    rangeOf(start, end) {
      const row = rowOf(start);
      const endRow = end < (starts[row + 1] ?? Infinity) ? row : rowOf(end);
      return {
        line: row + 1,
        column: start - (starts[row] ?? 0) + 1,
        endLine: endRow + 1,
        endColumn: end - (starts[endRow] ?? 0) + 1,
      };
    },
  };
}
