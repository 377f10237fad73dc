import { languageOfPath } from "../languages/index.ts";
import { diffLines, type LineChange } from "../transaction/diff-lines.ts";
import type { NumberedLine, ReviewedFile, Side } from "./reviewed-file.ts";

/** What became of a file, line by line; ends of lines do not count. */
export function compareSides(before: Side | undefined, now: Side | undefined): ReviewedFile {
  const [old, fresh] = [linesOf(before), linesOf(now)];
  const hunks = diffLines(old, fresh);
  const path = now?.path ?? before?.path ?? "";
  return {
    path,
    now,
    before,
    language: languageOfPath(path),
    hunks,
    added: hunks.flatMap(({ newStart, newEnd }) => numbered(fresh, newStart, newEnd)),
    removed: hunks.flatMap(({ oldStart, oldEnd }: LineChange) => numbered(old, oldStart, oldEnd)),
  };
}

function linesOf(side: Side | undefined): readonly string[] {
  const text = side?.text ?? "";
  return text === "" ? [] : text.replace(/\r?\n$/u, "").split(/\r?\n/u);
}

function numbered(lines: readonly string[], start: number, end: number): NumberedLine[] {
  return lines.slice(start, end).map((text, index) => ({ line: start + index + 1, text }));
}
