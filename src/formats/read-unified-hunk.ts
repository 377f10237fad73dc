import type { Hunk, HunkLine } from "./hunk.ts";
import type { ToolError } from "../errors.ts";
import { isSameFile } from "./diff-names.ts";
import {
  addLine,
  draftHunk,
  finishHunk,
  type HunkDraft,
  isNoNewline,
  kinds,
} from "./hunk-draft.ts";
import { findHunkHeader, type HunkHeader } from "./hunk-header.ts";
import { patchError } from "./patch-error.ts";
import { readNameLine } from "./name-line.ts";
import { lineAt, type PatchText, skipBlank } from "./patch-text.ts";
import { closesOuterFence, isBoundary, isFileHeader } from "./unified-boundary.ts";

export interface UnifiedHunk {
  readonly hunk: Hunk;
  /** The line after it, 0-based. */
  readonly next: number;
  /** The counts of its header were wrong. */
  readonly recounted: boolean;
}

/**
 * Reads one hunk. The counts of its header are believed if they lead to where a hunk can end; otherwise its lines are
 * counted up to where it must end.
 *
 * @param at its `@@` line, 0-based
 * @throws {ToolError} PARSE for a line that belongs nowhere, and for a hunk that changes nothing
 */
export function readUnifiedHunk(text: PatchText, at: number): UnifiedHunk {
  const header = findHunkHeader(lineAt(text, at)) ?? { text: "" };
  checkNumbers(header, text, at);
  const counted = header.counts === undefined ? undefined : readCounted(text, at, header.counts);
  const { draft, next } = counted ?? readUncounted(text, at, header);
  if (!draft.lines.some(({ kind }) => kind !== "context")) {
    throw patchError(
      text,
      at,
      "the hunk changes nothing.",
      "Mark removed lines with `-` and added ones with `+`, or leave the hunk out.",
    );
  }
  if (header.text !== "") {
    draft.headers.push(header.text);
  }
  if (header.oldStart !== undefined) {
    draft.lineHint = header.oldStart;
  }
  const recounted = header.counts !== undefined && counted === undefined;
  return { hunk: finishHunk(draft, text), next, recounted };
}

function checkNumbers({ oldStart, counts }: HunkHeader, text: PatchText, at: number): void {
  if ([oldStart, counts?.old, counts?.new].some(Number.isNaN)) {
    throw patchError(
      text,
      at,
      "its line numbers are too large.",
      "Write `@@ -<line>,<count> +<line>,<count> @@`, or `@@` alone.",
    );
  }
}

interface Body {
  readonly draft: HunkDraft;
  readonly next: number;
}

/** Undefined when the counts are wrong. */
function readCounted(
  text: PatchText,
  header: number,
  counts: { readonly old: number; readonly new: number },
): Body | undefined {
  const draft = draftHunk(header);
  let { old, new: fresh } = counts;
  let at = header + 1;
  while (at < text.end && (old > 0 || fresh > 0 || isNoNewline(lineAt(text, at)))) {
    const kind = take(draft, text, at);
    if (kind === undefined) {
      return undefined;
    }
    old -= kind === "context" || kind === "remove" ? 1 : 0;
    fresh -= kind === "context" || kind === "add" ? 1 : 0;
    at += 1;
  }
  return old === 0 && fresh === 0 && canEnd(text, header, at) ? { draft, next: at } : undefined;
}

/** Whether a hunk whose counts are fulfilled does not obviously go on, and has not swallowed the next file's names. */
function canEnd(text: PatchText, header: number, at: number): boolean {
  if (at >= text.end || isBoundary(text, at)) {
    return !(at - 2 > header && lineAt(text, at).startsWith("@@") && namesOneFile(text, at - 2));
  }
  const next = skipBlank(text, at);
  return next > at && (next >= text.end || isBoundary(text, next) || !isBody(lineAt(text, next)));
}

function namesOneFile(text: PatchText, at: number): boolean {
  if (!isFileHeader(text, at)) {
    return false;
  }
  const old = readNameLine(lineAt(text, at).slice(4));
  const fresh = readNameLine(lineAt(text, at + 1).slice(4));
  return (
    old.absent ||
    fresh.absent ||
    (old.name !== fresh.name && old.name.startsWith("a/") && isSameFile(old.name, fresh.name))
  );
}

/** Up to a line where a hunk must end, or to prose behind an empty line when there are no counts that deny it. */
function readUncounted(text: PatchText, header: number, { counts }: HunkHeader): Body {
  const draft = draftHunk(header);
  let next = header + 1;
  for (let at = header + 1; at < text.end && !isBoundary(text, at); at += 1) {
    if (isEmpty(lineAt(text, at))) {
      continue;
    }
    if (!isBody(lineAt(text, at))) {
      if (counts === undefined && at > next) {
        break;
      }
      throw strayLine(text, at);
    }
    for (; next < at; next += 1) {
      take(draft, text, next);
    }
    if (take(draft, text, at) === undefined) {
      throw strayLine(text, at);
    }
    next = at + 1;
  }
  checkFence(text, next);
  return { draft, next };
}

function isEmpty(line: string): boolean {
  return line === "" || line === "\r";
}

function isBody(line: string): boolean {
  return line.startsWith(" ") || line.startsWith("-") || line.startsWith("+") || isNoNewline(line);
}

function strayLine(text: PatchText, at: number): ToolError {
  return patchError(
    text,
    at,
    "a line of a hunk begins with a blank, `-` or `+`.",
    "Put a blank in front of it if it stays as it is; if it is not part of the patch, leave it out.",
  );
}

/** A fence may be a line of the file that lost its blank: then the hunk goes on below it. */
function checkFence(text: PatchText, next: number): void {
  const at = skipBlank(text, next);
  if (closesOuterFence(text, at) && isBody(lineAt(text, skipBlank(text, at + 1)))) {
    throw strayLine(text, at);
  }
}

/** Adds the line to the hunk. Undefined when it cannot be part of one. */
function take(
  draft: HunkDraft,
  text: PatchText,
  at: number,
): HunkLine["kind"] | "marker" | undefined {
  const line = lineAt(text, at);
  if (isNoNewline(line)) {
    draft.unended.push(draft.lines.length - 1);
    return draft.lines.length === 0 ? undefined : "marker";
  }
  const kind = isEmpty(line) ? "context" : kinds[line[0] ?? ""];
  if (kind !== undefined) {
    addLine(draft, kind, text, { at, signs: isEmpty(line) ? 0 : 1 });
  }
  return kind;
}
