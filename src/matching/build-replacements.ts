import type { HunkLine } from "../formats/hunk.ts";
import { commonRuns } from "./common-runs.ts";
import type { Replacement } from "./placement.ts";
import { isChange } from "./sent-hunk.ts";

/** Changed lines without context between them. */
export interface ChangeRun {
  readonly removed: readonly { readonly text: string; readonly row: number }[];
  readonly added: readonly string[];
}

/**
 * What a hunk does to the file, when its old lines are at these rows. The rows of removed lines of one run must follow
 * each other. A line that is removed and added again as it was stays the file's own, with its blanks and its ending.
 * `written` says what is really written for the other added lines.
 */
export function buildReplacements(
  lines: readonly HunkLine[],
  rowOfOld: (old: number) => number,
  written: (run: ChangeRun) => readonly string[] = ({ added }) => added,
): readonly Replacement[] {
  const replacements: Replacement[] = [];
  let old = 0;
  for (let at = 0; at < lines.length;) {
    const end = endOfRun(lines, at);
    if (end === at) {
      old += 1;
      at += 1;
      continue;
    }
    const run = lines.slice(at, end);
    const removed = run
      .filter(({ kind }) => kind === "remove")
      .map(({ text }, index) => ({ text, row: rowOfOld(old + index) }));
    const added = run.filter(({ kind }) => kind === "add").map(({ text }) => text);
    const before = old === 0 ? rowOfOld(0) : rowOfOld(old - 1) + 1;
    replacements.push(...replaceChanged({ removed, added }, removed[0]?.row ?? before, written));
    old += removed.length;
    at = end;
  }
  return replacements;
}

function replaceChanged(
  { removed, added }: ChangeRun,
  row: number,
  written: (run: ChangeRun) => readonly string[],
): readonly Replacement[] {
  const replacements: Replacement[] = [];
  const ends = { left: removed.length, right: added.length, length: 0 };
  const texts = removed.map(({ text }) => text);
  let [left, right] = [0, 0];
  for (const same of [...commonRuns(texts, added), ends]) {
    if (same.left > left || same.right > right) {
      const run = {
        removed: removed.slice(left, same.left),
        added: added.slice(right, same.right),
      };
      replacements.push({ at: row + left, remove: run.removed.length, add: written(run) });
    }
    left = same.left + same.length;
    right = same.right + same.length;
  }
  return replacements;
}

function endOfRun(lines: readonly HunkLine[], start: number): number {
  let end = start;
  for (let line = lines[end]; line !== undefined && isChange(line); line = lines[end]) {
    end += 1;
  }
  return end;
}
