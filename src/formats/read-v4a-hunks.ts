import type { Hunk } from "./hunk.ts";
import {
  addLine,
  draftHunk,
  finishHunk,
  type HunkDraft,
  isNoNewline,
  kinds,
} from "./hunk-draft.ts";
import { findHunkHeader } from "./hunk-header.ts";
import { patchError } from "./patch-error.ts";
import { isBlankAt, lastFilled, lineAt, type PatchText } from "./patch-text.ts";
import { findMarker, isUnknownOperation, type V4aMarker } from "./v4a-marker.ts";

export interface V4aHunks {
  readonly hunks: readonly Hunk[];
  /** The line after them, 0-based. */
  readonly next: number;
}

/**
 * Reads what stands below `*** Update File`, up to the next marker.
 *
 * Empty lines between lines of a hunk are empty lines of the file; those at its end only set it apart from what follows.
 */
export function readV4aHunks(text: PatchText, start: number): V4aHunks {
  const hunks: Hunk[] = [];
  const last = lastFilled(text);
  let draft: HunkDraft | undefined;
  let at = start;
  for (; at < text.end; at += 1) {
    const line = lineAt(text, at);
    const header = findHunkHeader(line);
    if (header !== undefined) {
      if (draft !== undefined && (draft.lines.length > 0 || draft.atEnd === true)) {
        hunks.push(finished(draft, text, at));
        draft = undefined;
      }
      draft ??= draftHunk(at);
      if (header.text !== "") {
        draft.headers.push(header.text);
      }
      if (header.oldStart !== undefined && !Number.isNaN(header.oldStart)) {
        draft.lineHint = header.oldStart;
      }
      continue;
    }
    const marker = markerAt(line, at === last);
    if (marker?.kind === "end-of-file" && draft !== undefined) {
      draft.atEnd = true;
    } else if (marker !== undefined && marker.kind !== "environment") {
      break;
    } else if (line !== "" && line !== "\r") {
      draft = readLine(text, at, draft);
    }
  }
  if (draft !== undefined) {
    hunks.push(finished(draft, text, at));
  }
  return { hunks, next: at };
}

/** With a blank in front a marker is content, but for the last one of the text. */
function markerAt(line: string, isLast: boolean): V4aMarker | undefined {
  const padded = isLast ? findMarker(line.trim()) : undefined;
  return padded?.kind === "end" ? padded : findMarker(line);
}

/** Takes a line that is neither empty nor a marker into the hunk, and the empty ones above it. */
function readLine(text: PatchText, at: number, open: HunkDraft | undefined): HunkDraft {
  const line = lineAt(text, at);
  const draft = open ?? draftHunk(at);
  if (draft.atEnd === true) {
    throw patchError(
      text,
      at,
      "it comes after `*** End of File`.",
      "Begin the next change with `@@`, or the next file with its header.",
    );
  }
  if (isNoNewline(line) && draft.lines.length > 0) {
    draft.unended.push(draft.lines.length - 1);
    return draft;
  }
  if (isUnknownOperation(line)) {
    throw patchError(
      text,
      at,
      "there is no such marker.",
      "Write one of `*** Add File: <path>`, `*** Update File: <path>`, `*** Delete File: <path>`.",
    );
  }
  if (open !== undefined) {
    takeEmptyAbove(text, at, draft);
  }
  const kind = kinds[line[0] ?? ""];
  addLine(draft, kind ?? "bare", text, { at, signs: kind === undefined ? 0 : 1 });
  return draft;
}

function takeEmptyAbove(text: PatchText, at: number, draft: HunkDraft): void {
  let first = at;
  while (first > draft.at + 1 && isBlankAt(text, first - 1) && !isTaken(draft, first - 1)) {
    first -= 1;
  }
  for (let empty = first; empty < at; empty += 1) {
    addLine(draft, "context", text, { at: empty, signs: 0 });
  }
}

/** A line of blanks only is a context line, and was taken as one. */
function isTaken(draft: HunkDraft, at: number): boolean {
  return draft.lines.at(-1)?.patchLine === at + 1;
}

function finished(draft: HunkDraft, text: PatchText, next: number): Hunk {
  if (draft.lines.length === 0) {
    throw patchError(
      text,
      Math.min(next, text.end),
      `the hunk that begins in line ${draft.at + 1} has no lines.`,
      "Write lines that begin with a blank, `-` or `+` below `@@`.",
    );
  }
  return finishHunk(draft, text);
}
