import type { HunkLine } from "./hunk.ts";

export interface FinalNewlines {
  readonly oldFinalNewline?: boolean;
  readonly newFinalNewline?: boolean;
}

/**
 * What the markers `\ No newline at end of file` say. One marker puts the end of both sides at the end of the file,
 * so a side without a marker has its newline.
 *
 * @param unended indexes of the lines that have the marker below them
 * @returns a number if a marked line is not the last of its side: the 0-based place of the line after it
 */
export function findFinalNewlines(
  lines: readonly HunkLine[],
  unended: readonly number[],
): FinalNewlines | number {
  if (unended.length === 0) {
    return {};
  }
  const lastOld = lines.findLastIndex(({ kind }) => kind !== "add");
  const lastNew = lines.findLastIndex(({ kind }) => kind !== "remove");
  for (const index of unended) {
    const kind = lines[index]?.kind;
    const follower = Math.max(kind === "add" ? -1 : lastOld, kind === "remove" ? -1 : lastNew);
    if (follower > index) {
      return (lines[follower]?.patchLine ?? 1) - 1;
    }
  }
  return {
    oldFinalNewline: !unended.includes(lastOld),
    newFinalNewline: !unended.includes(lastNew),
  };
}
