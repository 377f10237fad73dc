import { ToolError } from "../errors.ts";
import type { Hunk, HunkLine } from "../matching/placement.ts";
import { decodeText, type Encoding } from "../workspace/decode-text.ts";
import { encodeText } from "../workspace/encode-text.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { hasLoneReturn, type LineEnds } from "./cut-lines.ts";

/** A way to see a file and the hunks for it as lines. */
export interface Reading {
  readonly text: string;
  readonly encoding: Encoding;
  readonly ends: LineEnds;
  readonly hunks: readonly Hunk[];
  /** What new lines end with, where it is not the ending that most lines have. */
  readonly ending?: "\n";
  /** It counts only if all hunks fit to the letter. */
  readonly literal: boolean;
}

interface ReadingRequest {
  readonly path: string;
  readonly bytes: Buffer;
  readonly hunks: readonly Hunk[];
  readonly match: "safe" | "exact";
}

/**
 * The ways to read a file, to be tried in this order. A patch that has carriage returns or a byte order mark in its
 * lines may be about just these, so it is taken to the letter first; otherwise they are the file's own affair.
 *
 * @throws ToolError BINARY, ENCODING
 */
export function readingsOf(request: ReadingRequest): readonly Reading[] {
  const { text, encoding } = textOf(request);
  const { hunks, match } = request;
  const literal = literally(text, encoding, hunks);
  if (match === "exact") {
    return [{ ...literal, literal: false }];
  }
  const plain = hunks.some(hasReturnInside) ? hunks.map(withoutReturns) : hunks;
  const asLines: Reading = { text, encoding, ends: "lf-crlf", hunks: plain, literal: false };
  const byAnyEnd: Reading = { ...asLines, ends: "any" };
  const usual = !hasLoneReturn(text)
    ? [asLines]
    : text.includes("\n")
      ? [asLines, byAnyEnd]
      : [byAnyEnd, asLines];
  return hunks.some(isLiteral) ? [literal, ...usual] : usual;
}

function literally(text: string, encoding: Encoding, hunks: readonly Hunk[]): Reading {
  const marked = encoding === "utf-8-bom";
  return {
    text: marked ? mark + text : text,
    encoding: marked ? "utf-8" : encoding,
    ends: "lf",
    hunks: hunks.map(withReturns),
    ending: "\n",
    literal: true,
  };
}

const mark = "\uFEFF";

function textOf({ path, bytes }: ReadingRequest): { text: string; encoding: Encoding } {
  const decoded = decodeText(bytes);
  if (decoded.kind === "binary") {
    throw new ToolError(
      "BINARY",
      `${quotePath(path)} is a binary file, which no text patch can change.`,
      "Send a binary patch (git diff --binary), or replace the whole file.",
    );
  }
  const { text, encoding } = decoded;
  // UTF-8 and Latin-1 are what the bytes were checked for; a mark before other bytes would be lost.
  if (encoding !== "utf-8" && !encodeText(text, encoding).equals(bytes)) {
    throw new ToolError(
      "ENCODING",
      `${quotePath(path)} has a byte order mark and bytes that contradict it.`,
      "Replace the whole file, or ask the user what it should be.",
    );
  }
  return { text, encoding };
}

/** Whether its author may have meant carriage returns or the byte order mark themselves. */
function isLiteral(hunk: Hunk): boolean {
  const { lines, texts } = hunk;
  const isMarked = lines.some(({ text }) => text.startsWith(mark));
  if (texts === undefined) {
    return isMarked || lines.some(({ crlf }) => crlf === true);
  }
  // An old text within one line does not say what its author takes for the end of a line.
  return (
    isMarked || texts.old.startsWith(mark) || (hasReturnInside(hunk) && texts.old.includes("\n"))
  );
}

function withReturns(hunk: Hunk): Hunk {
  return hunk.lines.some(({ crlf }) => crlf)
    ? { ...hunk, lines: hunk.lines.map(withReturn) }
    : hunk;
}

function withReturn(line: HunkLine): HunkLine {
  return line.crlf === true ? { ...line, text: `${line.text}\r` } : line;
}

function hasReturnInside({ texts }: Hunk): boolean {
  return texts?.old.includes("\r\n") === true || texts?.new.includes("\r\n") === true;
}

function withoutReturns(hunk: Hunk): Hunk {
  const { texts } = hunk;
  return texts === undefined
    ? hunk
    : {
        ...hunk,
        texts: {
          old: texts.old.replaceAll("\r\n", "\n"),
          new: texts.new.replaceAll("\r\n", "\n"),
        },
      };
}
