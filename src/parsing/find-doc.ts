import type { Node } from "web-tree-sitter";

import type { LineTable } from "./line-table.ts";

/** The comment above a definition: its first row and its text, delimiters included. */
export interface DocAbove {
  readonly row: number;
  readonly raw: string;
}

/** A longer run of line comments is no documentation, and many definitions may stand below it on one line. */
const longestRun = 300;

/** Finds the comment that ends on the line above `index`. Comments are sorted by where they begin. */
export function findDocAbove(
  index: number,
  comments: readonly Node[],
  { text, lines }: { readonly text: string; readonly lines: LineTable },
): DocAbove | undefined {
  let at = lastCommentBefore(comments, index);
  let top = index;
  let found: { readonly start: number; readonly end: number; readonly row: number } | undefined;
  const lowest = at - longestRun;
  for (; at >= 0 && at > lowest; at -= 1) {
    const start = comments[at]?.startIndex ?? 0;
    const end = endOf(comments[at], text);
    const row = lines.rowOf(start);
    const endRow = lines.rowOf(end);
    const standsAlone = text.slice(lines.startOf(row), start).trim() === "";
    if (endRow !== lines.rowOf(top) - 1 || !standsAlone || text.slice(end, top).trim() !== "") {
      break;
    }
    // A run of line comments is one text; a block comment is one by itself.
    if (
      found !== undefined &&
      (row !== endRow || text.slice(start, start + 2) !== text.slice(top, top + 2))
    ) {
      break;
    }
    found = { start, end: found?.end ?? end, row };
    top = start;
    if (row !== endRow) {
      break;
    }
  }
  return found === undefined
    ? undefined
    : { row: found.row, raw: text.slice(found.start, found.end) };
}

/** Some grammars count the line end to a line comment. */
function endOf(comment: Node | undefined, text: string): number {
  const end = comment?.endIndex ?? 0;
  return text[end - 1] === "\n" ? end - 1 : end;
}

function lastCommentBefore(comments: readonly Node[], index: number): number {
  let low = -1;
  let high = comments.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.startIndex ?? Infinity) < index) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
