import type { Hunk, HunkLine } from "../formats/hunk.ts";

/** A hunk as it is searched for. */
export interface SentHunk {
  /** Among the hunks of the file. */
  readonly index: number;
  readonly hunk: Hunk;
  readonly lines: readonly HunkLine[];
  /** Context and removed lines, in order; `bare` ones are taken as context. */
  readonly old: readonly HunkLine[];
  readonly oldTexts: readonly string[];
  /** Context and added lines. */
  readonly newTexts: readonly string[];
  /** How many lines of context are before the first change, and after the last one. All of them, if nothing changes. */
  readonly leading: number;
  readonly trailing: number;
}

export function readHunk(
  index: number,
  hunk: Hunk,
  lines: readonly HunkLine[] = hunk.lines,
): SentHunk {
  const old = lines.filter(({ kind }) => kind !== "add");
  const first = lines.findIndex(isChange);
  const last = lines.findLastIndex(isChange);
  return {
    index,
    hunk,
    lines,
    old,
    oldTexts: old.map(({ text }) => text),
    newTexts: lines.filter(({ kind }) => kind !== "remove").map(({ text }) => text),
    leading: first === -1 ? lines.length : first,
    trailing: first === -1 ? lines.length : lines.length - 1 - last,
  };
}

export function isChange({ kind }: HunkLine): boolean {
  return kind === "add" || kind === "remove";
}
