import { escapeRegex } from "./escape-regex.ts";
import { unsupported } from "./unsupported.ts";

/**
 * The source of a regular expression for these test names, for runners that compare it with the full name. Suites are
 * joined by ` > ` in a name, and by that or a blank in what the runner compares. It never begins with `-` or `/` and is
 * never a number, which option parsers take for something else.
 *
 * @param exact whether they are whole names, else parts
 * @throws ToolError UNSUPPORTED_SELECTION
 */
export function namePattern(names: readonly string[], exact: boolean): string {
  const sources = names.map((name) => name.split(" > ").map(escapeRegex).join("(?: > | )"));
  const either = `(?:${sources.join("|")})`;
  if (either.length > maxChars) {
    throw unsupported(
      `${names.length} test names are too long for one command line.`,
      "Give fewer names, or the files that hold them.",
    );
  }
  // Vitest 1 puts a blank before the first part.
  return exact ? String.raw`^\s*${either}$` : either;
}

/** Linux allows 128 KiB for one argument, and a character may take four bytes of it. */
const maxChars = 30_000;
