import type { Range } from "./facts.ts";

/** A place, 1-based. */
export interface At {
  readonly line: number;
  readonly column: number;
}

export function isBefore(at: At, line: number, column: number): boolean {
  return at.line < line || (at.line === line && at.column < column);
}

/** Whether a range begins at a place. */
export function isStart(range: Range, { line, column }: At): boolean {
  return range.line === line && range.column === column;
}

export function holds({ line, column, endLine, endColumn }: Range, at: At): boolean {
  return !isBefore(at, line, column) && isBefore(at, endLine, endColumn);
}

/** Whether all of a range lies in another; the same range does. */
export function isInside(inner: Range, outer: Range): boolean {
  return (
    !isBefore(inner, outer.line, outer.column) &&
    (inner.endLine < outer.endLine ||
      (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn))
  );
}
