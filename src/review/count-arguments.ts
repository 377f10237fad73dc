import { partsOf } from "./parameters.ts";

/**
 * How many arguments a call gives whose name ends at a place; undefined where no call stands there, or where a spread makes
 * the number unknown.
 * @param line 1-based
 * @param endColumn 1-based, after the name, in UTF-16 units
 */
export function countArguments(text: string, line: number, endColumn: number): number | undefined {
  const rest = text
    .split("\n")
    .slice(line - 1, line + mostLines)
    .join("\n")
    .slice(endColumn - 1);
  const open = /^\s*(?:\?\.)?\s*(?:<[^()]*>\s*)?\(/u.exec(rest);
  const parts = open === null ? undefined : partsOf(rest, open[0].length);
  return parts === undefined ||
    parts.some((part) => /^\s*(?:\.\.\.|\*|\/[/*])/u.test(part) || /\.\.\.\s*$/u.test(part))
    ? undefined
    : parts.length;
}

/** Longer calls are not understood. */
const mostLines = 60;
