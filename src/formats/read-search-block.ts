import type { ToolError } from "../errors.ts";
import type { HunkLine } from "./hunk.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText } from "./patch-text.ts";
import { type BlockMark, findDivider, findReplaceMark, findSearchMark } from "./search-mark.ts";

/** A block of SEARCH/REPLACE. */
export interface SearchBlock {
  /** Of the line that opens it, 1-based. */
  readonly patchLine: number;
  /** Roo's `:start_line:`, 1-based. */
  readonly lineHint?: number;
  readonly search: readonly HunkLine[];
  readonly replace: readonly HunkLine[];
  /** The line after it, 0-based. */
  readonly next: number;
}

/**
 * @param at the line that opens it, 0-based
 * @throws {ToolError} PARSE for a block that is not closed, or that can be divided in two ways
 */
export function readBlock(text: PatchText, at: number): SearchBlock {
  const mark = findSearchMark(lineAt(text, at)) ?? { count: 7, family: "aider" };
  const { lineHint, first } = readHints(text, at + 1);
  const close = closeOf(text, at, mark);
  const divider = dividerOf(text, { first, close }, mark);
  return {
    patchLine: at + 1,
    ...(lineHint === undefined ? {} : { lineHint }),
    search: contentOf(text, { first, close: divider }, "remove"),
    replace: contentOf(text, { first: divider + 1, close }, "add"),
    next: close + 1,
  };
}

/** `:start_line:12`, `:end_line:14` and the dashes below them. */
function readHints(text: PatchText, start: number): { lineHint?: number; first: number } {
  let lineHint: number | undefined;
  let first = start;
  for (;;) {
    const hint = /^:(start|end)_line: *(\d{1,9})\s*$/.exec(lineAt(text, first));
    if (hint === null) {
      break;
    }
    lineHint = hint[1] === "start" ? Number(hint[2]) : lineHint;
    first += 1;
  }
  if (first > start && /^-{5,}\s*$/.test(lineAt(text, first))) {
    first += 1;
  }
  return lineHint === undefined ? { first } : { lineHint, first };
}

/** The closing line with as many signs; with another number of them only if there is none. */
function closeOf(text: PatchText, open: number, mark: BlockMark): number {
  let other: number | undefined;
  for (let at = open + 1; at < text.end; at += 1) {
    const found = findReplaceMark(lineAt(text, at));
    if (found?.count === mark.count) {
      return at;
    }
    if (found !== undefined) {
      other ??= at;
    }
    const opened = findSearchMark(lineAt(text, at));
    if (opened?.count === mark.count && opened.family === mark.family) {
      break;
    }
  }
  if (other === undefined) {
    throw patchError(
      text,
      open,
      "the block is not closed.",
      "End it with `>>>>>>> REPLACE` on a line of its own.",
    );
  }
  return other;
}

interface Span {
  /** 0-based. */
  readonly first: number;
  /** Exclusive. */
  readonly close: number;
}

function dividerOf(text: PatchText, { first, close }: Span, mark: BlockMark): number {
  const equal: number[] = [];
  const other: number[] = [];
  for (let at = first; at < close; at += 1) {
    const count = findDivider(lineAt(text, at));
    if (count !== undefined) {
      (count === mark.count ? equal : other).push(at);
    }
  }
  const candidates = equal.length > 0 ? equal : other;
  const [divider, second] = candidates;
  if (divider === undefined) {
    throw patchError(text, close, "no `=======` stands above it in its block.", dividerExpected);
  }
  if (second !== undefined) {
    throw ambiguous(text, second);
  }
  return divider;
}

const dividerExpected = "Write `=======` on a line of its own between the old and the new lines.";

function ambiguous(text: PatchText, at: number): ToolError {
  return patchError(
    text,
    at,
    "the block has a second line that could divide old and new.",
    "Write the marks of this block with nine signs (`<<<<<<<<< SEARCH`, `=========`, `>>>>>>>>> REPLACE`), or send the change as `*** Begin Patch`.",
  );
}

function contentOf(
  text: PatchText,
  { first, close }: Span,
  kind: "remove" | "add",
): readonly HunkLine[] {
  const lines: HunkLine[] = [];
  for (let at = first; at < close; at += 1) {
    const line = unescaped(lineAt(text, at));
    const patchLine = at + 1;
    lines.push(
      line.endsWith("\r")
        ? { kind, text: line.slice(0, -1), patchLine, crlf: true }
        : { kind, text: line, patchLine },
    );
  }
  return lines;
}

/** Roo's way of writing lines that look like marks. */
function unescaped(line: string): string {
  if (!line.startsWith("\\")) {
    return line;
  }
  const bare = line.slice(1);
  return findDivider(bare) !== undefined ||
    findSearchMark(bare) !== undefined ||
    findReplaceMark(bare) !== undefined
    ? bare
    : line;
}
