import type { FileDifference } from "./compare-trees.ts";

/** A hunk of a patch, or a part of one that is long. */
export interface PatchPiece {
  readonly file: FileDifference;
  /** `@@ -10,4 +10,6 @@ total()`. */
  readonly place: string;
  /** How many lines of the hunk come before; 0 for its beginning. */
  readonly skipped: number;
  /** As in the patch, with their signs. */
  readonly lines: readonly string[];
}

/**
 * Takes git's patch apart, so that it can be told page by page.
 * @param files in the order of the patch, which has a `diff --git` line for each
 */
export function patchPieces(patch: string, files: readonly FileDifference[]): PatchPiece[] {
  const pieces: PatchPiece[] = [];
  let count = 0;
  let hunk: { file: FileDifference; place: string; lines: string[] } | undefined;
  const close = (): void => {
    if (hunk !== undefined) {
      pieces.push(...inParts(hunk));
      hunk = undefined;
    }
  };
  for (const line of patch.replace(/\n$/u, "").split("\n")) {
    const file = files[count - 1];
    // Lines of the files begin with a blank, + or -, so these are git's own.
    if (line.startsWith("diff --git ")) {
      close();
      count += 1;
    } else if (line.startsWith("@@ ") && file !== undefined) {
      close();
      hunk = { file, place: line, lines: [] };
    } else {
      hunk?.lines.push(line);
    }
  }
  close();
  return pieces;
}

/** About what a reader takes in at once, and what fits the smallest budget. */
const mostLines = 40;
const mostChars = 700;

function inParts(hunk: Pick<PatchPiece, "file" | "place" | "lines">): PatchPiece[] {
  const parts: PatchPiece[] = [];
  let chars = 0;
  let start = 0;
  for (const [at, line] of hunk.lines.entries()) {
    chars += line.length + 1;
    if (at > start && (at - start >= mostLines || chars > mostChars)) {
      parts.push({ ...hunk, skipped: start, lines: hunk.lines.slice(start, at) });
      start = at;
      chars = line.length + 1;
    }
  }
  return [...parts, { ...hunk, skipped: start, lines: hunk.lines.slice(start) }];
}
