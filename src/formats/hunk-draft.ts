import { findFinalNewlines } from "./final-newlines.ts";
import type { Hunk, HunkLine } from "./hunk.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

/** A hunk while its lines are read. */
export interface HunkDraft {
  /** 0-based. */
  readonly at: number;
  headers: string[];
  lineHint?: number;
  readonly lines: HunkLine[];
  /** Indexes into `lines` of those with `\ No newline at end of file` below them. */
  readonly unended: number[];
  atEnd?: true;
}

export function draftHunk(at: number): HunkDraft {
  return { at, headers: [], lines: [], unended: [] };
}

/** Adds a line whose content begins after `signs` characters. */
export function addLine(
  draft: HunkDraft,
  kind: HunkLine["kind"],
  text: PatchText,
  place: { readonly at: number; readonly signs: number },
): void {
  const line = lineAt(text, place.at);
  const patchLine = place.at + 1;
  draft.lines.push(
    line.endsWith("\r")
      ? { kind, text: line.slice(place.signs, -1), patchLine, crlf: true }
      : { kind, text: line.slice(place.signs), patchLine },
  );
}

/** What the first character of a line makes of it. */
export const kinds: Readonly<Record<string, "context" | "remove" | "add" | undefined>> = {
  " ": "context",
  "-": "remove",
  "+": "add",
};

/** Whether it says that the line above has no line ending. The words differ by language. */
export function isNoNewline(line: string): boolean {
  return line.startsWith(String.raw`\ `);
}

/** The finished hunk. */
export function finishHunk(draft: HunkDraft, text: PatchText): Hunk {
  const { at, headers, lineHint, lines, unended, atEnd } = draft;
  const newlines = findFinalNewlines(lines, unended);
  if (typeof newlines === "number") {
    throw patchError(
      text,
      newlines,
      "a line above it is marked as the file's last one without a newline, but more lines follow it.",
      String.raw`Put \ No newline at end of file below the last line of its side only; to add lines after such a line, remove it (with the marker) and add it again.`,
    );
  }
  return {
    patchLine: at + 1,
    headers,
    ...(lineHint === undefined ? {} : { lineHint }),
    lines,
    ...(atEnd === undefined ? {} : { atEnd }),
    ...newlines,
  };
}
