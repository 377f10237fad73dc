import type { LineTable } from "./line-table.ts";

const longestLine = 200;

/**
 * The line around an index without the white space around it, at most 200 characters. A longer one, minified mostly, is
 * cut so that what stands at the index is in it.
 */
export function lineTextAt(text: string, lines: LineTable, index: number): string {
  const row = lines.rowOf(index);
  const start = lines.startOf(row);
  const nextStart = lines.startOf(row + 1);
  if (nextStart - start <= longestLine) {
    return text.slice(start, nextStart).trim();
  }
  const from = start + (index - start <= longestLead ? 0 : index - start - longestLead);
  const line = text.slice(from, nextStart).trim();
  return `${from > start ? "…" : ""}${line}`.length <= longestLine
    ? `${from > start ? "…" : ""}${line}`
    : `${from > start ? "…" : ""}${line.slice(0, longestLine - 2)}…`.toWellFormed();
}

/** What is kept before the index of a line that is cut. */
const longestLead = 120;
