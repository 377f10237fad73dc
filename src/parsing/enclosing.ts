import type { Definition, FileOutline } from "./facts.ts";

/**
 * The qualified name of the innermost definition around a place, its documentation included; undefined at the top of
 * a file. Without a column, the innermost of the line.
 */
export function findEnclosing(
  { definitions }: Pick<FileOutline, "definitions">,
  line: number,
  column?: number,
): string | undefined {
  // Containers stand before what they contain, so the last one around it is the innermost.
  const found = definitions.findLast((definition) => holds(definition, line, column));
  return found && [...found.container, found.name].join(".");
}

function holds(
  { startLine, range }: Definition,
  line: number,
  column: number | undefined,
): boolean {
  if (line < startLine || line > range.endLine) {
    return false;
  }
  const isBefore = column !== undefined && line === range.line && column < range.column;
  const isAfter = column !== undefined && line === range.endLine && column >= range.endColumn;
  return !isBefore && !isAfter;
}
