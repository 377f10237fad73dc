/** A line that begins with `@@`. */
export interface HunkHeader {
  /** Where the old side begins: 1-based, or the line before an insertion. */
  readonly oldStart?: number;
  /** How many lines follow; as models count, not to be trusted. */
  readonly counts?: { readonly old: number; readonly new: number };
  /** What it says besides, "" when nothing. */
  readonly text: string;
}

/**
 * Reads `@@`, `@@ text`, `@@ text @@`, `@@ … @@`, `@@ -1,2 +3,4 @@ text` and what lies between; undefined for any other
 * line. Numbers that no file has are `NaN`.
 */
export function findHunkHeader(line: string): HunkHeader | undefined {
  if (!line.startsWith("@@")) {
    return undefined;
  }
  const numbers = numbered.exec(line);
  if (numbers !== null) {
    const [, oldStart, oldCount, newStart, newCount, text = ""] = numbers;
    return {
      oldStart: toNumber(oldStart),
      ...(newStart === undefined
        ? {}
        : { counts: { old: toNumber(oldCount ?? "1"), new: toNumber(newCount ?? "1") } }),
      text: textOf(text),
    };
  }
  // `@@count` is a variable of Ruby.
  return line.length === 2 || line[2] === " " || line[2] === "\t" || line[2] === "\r"
    ? { text: textOf(line.slice(2)) }
    : undefined;
}

const numbered = /^@@ *-(\d+)(?:,(\d+))?(?: *\+(\d+)(?:,(\d+))?)? *@@(.*)$/s;

/** Fifteen digits are exact, and more lines than anything holds. */
function toNumber(digits: string | undefined): number {
  return digits === undefined || digits.length > 15 ? Number.NaN : Number(digits);
}

function textOf(rest: string): string {
  const trimmed = rest.trimEnd();
  const open = trimmed.endsWith("@@") ? trimmed.slice(0, -2).trimEnd() : trimmed;
  const text = open.startsWith(" ") ? open.slice(1) : open;
  return text === "..." || text === "…" ? "" : text;
}
