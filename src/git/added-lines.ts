import type { PatchPiece } from "./patch-pieces.ts";

/** A line that a patch adds; `line` is 1-based, in the new file. */
export interface AddedLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** The lines that patches add, from all pieces of them in their order. */
export function* addedLines(pieces: readonly PatchPiece[]): Generator<AddedLine> {
  let line = 0;
  for (const { file, place, skipped, lines } of pieces) {
    if (skipped === 0) {
      line = Number(/^@@ -\S+ \+(\d+)/u.exec(place)?.[1] ?? 0);
    }
    for (const text of lines) {
      if (text.startsWith("+")) {
        yield { path: file.path, line, text: text.slice(1) };
      }
      line += text.startsWith("+") || text.startsWith(" ") ? 1 : 0;
    }
  }
}
