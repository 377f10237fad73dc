import { indentOf, isBlank } from "./blanks.ts";

/** How lines as sent become lines of the file. */
export interface IndentMapping {
  /** `indent+4`, `tabs`, `blanks`. */
  readonly name: string;
  /** Blank lines stay as they are. Undefined for a line that has too little indentation. */
  readonly toFile: (line: string) => string | undefined;
}

/**
 * The one mapping that makes the indentation of all these lines, which differ in nothing else, that of the file: one
 * piece more or less for all, or tabs for a number of blanks each. Undefined if they differ in different ways.
 */
export function findIndentMapping(
  sent: readonly string[],
  file: readonly string[],
): IndentMapping | undefined {
  const pairs: (readonly [sent: string, file: string])[] = [];
  for (const [at, line] of sent.entries()) {
    if (!isBlank(line)) {
      pairs.push([indentOf(line), indentOf(file[at] ?? "")]);
    }
  }
  const [first] = pairs;
  return (
    first &&
    [moreBy(...first), lessBy(...first), tabsFor(pairs), blanksFor(pairs)].find(
      (mapping) =>
        mapping !== undefined &&
        pairs.every(([from, to]) => mapping.toFile(`${from}x`) === `${to}x`),
    )
  );
}

function moreBy(sent: string, file: string): IndentMapping | undefined {
  if (!file.endsWith(sent)) {
    return undefined;
  }
  const piece = file.slice(0, file.length - sent.length);
  return {
    name: `indent+${piece.length}`,
    toFile: (line) => (isBlank(line) ? line : piece + line),
  };
}

function lessBy(sent: string, file: string): IndentMapping | undefined {
  if (!sent.endsWith(file)) {
    return undefined;
  }
  const piece = sent.slice(0, sent.length - file.length);
  return {
    name: `indent-${piece.length}`,
    toFile: (line) => {
      if (isBlank(line)) {
        return line;
      }
      return line.startsWith(piece) ? line.slice(piece.length) : undefined;
    },
  };
}

/** The file has a tab where blanks were sent. What is left over after whole tabs stays blanks, as in aligned text. */
function tabsFor(pairs: readonly (readonly [string, string])[]): IndentMapping | undefined {
  const width = widthOf(pairs);
  return width === undefined
    ? undefined
    : { name: "tabs", toFile: (line) => reindent(line, " ".repeat(width), "\t") };
}

/** The file has blanks where tabs were sent. */
function blanksFor(pairs: readonly (readonly [string, string])[]): IndentMapping | undefined {
  const width = widthOf(pairs.map(([sent, file]) => [file, sent]));
  return width === undefined
    ? undefined
    : { name: "blanks", toFile: (line) => reindent(line, "\t", " ".repeat(width)) };
}

/** How many blanks one tab stands for, by the first line that has any. */
function widthOf(pairs: readonly (readonly [blanks: string, tabs: string])[]): number | undefined {
  const pair = pairs.find(([blanks, tabs]) => blanks !== "" && tabs !== "");
  const width = pair === undefined ? 0 : pair[0].length / pair[1].length;
  return Number.isInteger(width) && width >= 2 && width <= 8 ? width : undefined;
}

function reindent(line: string, from: string, to: string): string {
  if (isBlank(line)) {
    return line;
  }
  let [at, indent] = [0, ""];
  while (line.startsWith(from, at)) {
    at += from.length;
    indent += to;
  }
  return indent + line.slice(at);
}
