import type { HunkLine } from "../formats/hunk.ts";
import type { Replacement } from "./placement.ts";
import { isChange } from "./sent-hunk.ts";

/** Changed lines without context between them. */
export interface ChangeRun {
  readonly removed: readonly { readonly text: string; readonly row: number }[];
  readonly added: readonly string[];
}

/**
 * What a hunk does to the file, when its old lines are at these rows. The rows of removed lines of one run must follow
 * each other. `written` says what is really written for the lines added by a run.
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
    replacements.push({
      at: removed[0]?.row ?? before,
      remove: removed.length,
      add: written({ removed, added }),
    });
    old += removed.length;
    at = end;
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
