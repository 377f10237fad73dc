/** A patch cut into lines, and which of them belong to it. Places are 0-based indexes into `lines`. */
export interface PatchText {
  /** Without their LF. A CR in front of it is kept where the patch itself is written in LF. */
  readonly lines: readonly string[];
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Nothing was cut off: the last line has its ending, or a wrapping around the patch was closed after it. */
  readonly complete: boolean;
  /** The marks of the Markdown fence that the patch stands in, when there is prose around the fence. */
  readonly fence?: string;
}

/** The whole text. Where the only line endings are lone CRs, they count. */
export function patchText(text: string): PatchText {
  const unix = text.includes("\r") && !text.includes("\n") ? text.replaceAll("\r", "\n") : text;
  const lines = unix.split("\n");
  const complete = lines.at(-1) === "";
  return { lines, start: 0, end: complete ? lines.length - 1 : lines.length, complete };
}

/** As if the patch had LF everywhere, if the line given, one that belongs to the patch and to no file, has CR LF. */
export function withoutReturns(text: PatchText, at: number): PatchText {
  return lineAt(text, at).endsWith("\r")
    ? {
        ...text,
        lines: text.lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line)),
      }
    : text;
}

/** The line, or "" behind the end. */
export function lineAt(text: PatchText, at: number): string {
  return at < text.end ? (text.lines[at] ?? "") : "";
}

export function isBlankAt(text: PatchText, at: number): boolean {
  const line = lineAt(text, at);
  return line === "" || line.trim() === "";
}

/** The first line from there on with something in it; `text.end` when there is none. */
export function skipBlank(text: PatchText, from: number): number {
  let at = from;
  while (at < text.end && isBlankAt(text, at)) {
    at += 1;
  }
  return at;
}

/** The last line with something in it; before `text.start` when there is none. */
export function lastFilled(text: PatchText): number {
  let at = text.end - 1;
  while (at >= text.start && isBlankAt(text, at)) {
    at -= 1;
  }
  return at;
}
