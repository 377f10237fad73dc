/** The prose of C-style comments, block or line by line: without delimiters, leading stars and outer blank lines. */
export function cleanBlockComment(raw: string): string {
  return raw
    .split("\n")
    .map((line) => line.replace(opening, "").replace(closing, "").trimEnd())
    .join("\n")
    .trim();
}

const opening = /^\s*(?:\/\*+!?|\/\/[/!]?|\*(?!\/)) ?/u;
const closing = /\s*\*+\/\s*$/u;
