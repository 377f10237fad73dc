import type { Hunk, HunkLine } from "./hunk.ts";

/** Where a replacement was written, and what is known of its place. */
export interface TextsPlace {
  /** 1-based. */
  readonly patchLine: number;
  /** 1-based. */
  readonly lineHint?: number;
  readonly everywhere?: boolean;
}

/**
 * The hunk that turns one text into another. Lines are numbered within the text they come from: added lines in the new
 * one, all others in the old one.
 */
export function hunkOfTexts(oldText: string, newText: string, place: TextsPlace): Hunk {
  const lines = changedLines(textLines(oldText, "remove"), textLines(newText, "add"));
  return { ...hunkOfLines(lines, place), texts: { old: oldText, new: newText } };
}

/** A hunk without headers. */
export function hunkOfLines(lines: readonly HunkLine[], place: TextsPlace): Hunk {
  const { patchLine, lineHint, everywhere } = place;
  return {
    patchLine,
    headers: [],
    ...(lineHint === undefined ? {} : { lineHint }),
    lines,
    ...(everywhere === true ? { everywhere } : {}),
  };
}

/** The lines of a text; a newline at its end begins no other one. */
export function textLines(text: string, kind: "remove" | "add"): readonly HunkLine[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") {
    lines.pop();
  }
  return lines.map((line, index) =>
    line.endsWith("\r")
      ? { kind, text: line.slice(0, -1), patchLine: index + 1, crlf: true }
      : { kind, text: line, patchLine: index + 1 },
  );
}

/** The old lines, then the new ones; those that are the same at both ends become context. */
export function changedLines(
  old: readonly HunkLine[],
  fresh: readonly HunkLine[],
): readonly HunkLine[] {
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && isSame(old[start], fresh[start])) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && isSame(old.at(-1 - end), fresh.at(-1 - end))) {
    end += 1;
  }
  return [
    ...old.slice(0, start).map(asContext),
    ...old.slice(start, old.length - end),
    ...fresh.slice(start, fresh.length - end),
    ...old.slice(old.length - end).map(asContext),
  ];
}

function isSame(left: HunkLine | undefined, right: HunkLine | undefined): boolean {
  return left?.text === right?.text && left?.crlf === right?.crlf;
}

function asContext(line: HunkLine): HunkLine {
  return { ...line, kind: "context" };
}
