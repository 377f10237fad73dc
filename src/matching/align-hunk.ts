import { buildReplacements } from "./build-replacements.ts";
import { commonRuns } from "./common-runs.ts";
import { looksOf } from "./fold.ts";
import type { IndexedFile } from "./indexed-file.ts";
import type { Replacement } from "./placement.ts";
import { isChange, type SentHunk } from "./sent-hunk.ts";

/** A hunk laid beside lines of a file that are not quite its old ones. */
export interface Alignment {
  /** Undefined for old lines that the file does not have. */
  readonly rowOfOld: readonly (number | undefined)[];
  /** What taking it would do. Not given where it is not clear which lines would give way, or where lines would go. */
  readonly replacements?: readonly Replacement[];
}

/** Equal lines are laid side by side; what is between them too, if it is as many lines on both sides. */
export function alignHunk(sent: SentHunk, start: number, file: IndexedFile): Alignment {
  const from = Math.max(0, start - slack);
  const nearLines = file.lines.slice(from, start + sent.old.length + slack);
  const rowOfOld: (number | undefined)[] = sent.old.map(() => undefined);
  const runs = commonRuns(sent.oldTexts.map(looksOf), nearLines.map(looksOf));
  for (const [at, run] of runs.entries()) {
    for (let index = 0; index < run.length; index += 1) {
      rowOfOld[run.left + index] = from + run.right + index;
    }
    const next = runs[at + 1];
    const old = run.left + run.length;
    const row = from + run.right + run.length;
    if (next !== undefined && next.left - old === from + next.right - row) {
      for (let index = 0; old + index < next.left; index += 1) {
        rowOfOld[old + index] = row + index;
      }
    }
  }
  if (runs.length === 0 && start >= 0 && start < file.lines.length) {
    rowOfOld[0] = start;
  }
  extendOutwards(rowOfOld, file.lines.length);
  return isClear(sent, rowOfOld)
    ? { rowOfOld, replacements: buildReplacements(sent.lines, (old) => rowOfOld[old] ?? 0) }
    : { rowOfOld };
}

/** The file may have this many lines more than the hunk. */
const slack = 6;

/** Before the first equal line and after the last one, line stands beside line. */
function extendOutwards(rowOfOld: (number | undefined)[], length: number): void {
  const first = rowOfOld.findIndex((row) => row !== undefined);
  const last = rowOfOld.findLastIndex((row) => row !== undefined);
  if (first === -1) {
    return;
  }
  for (let old = first - 1; old >= 0; old -= 1) {
    const row = (rowOfOld[old + 1] ?? 0) - 1;
    if (row < 0) {
      break;
    }
    rowOfOld[old] = row;
  }
  for (let old = last + 1; old < rowOfOld.length; old += 1) {
    const row = (rowOfOld[old - 1] ?? length) + 1;
    if (row >= length) {
      break;
    }
    rowOfOld[old] = row;
  }
}

/** Whether every change, with the old lines on both sides of it, is on rows that follow each other. */
function isClear({ lines }: SentHunk, rowOfOld: readonly (number | undefined)[]): boolean {
  let old = 0;
  for (const [at, line] of lines.entries()) {
    const isOld = line.kind !== "add";
    const beside = [lines[at - 1], line, lines[at + 1]].some((near) => near && isChange(near));
    if (isOld && beside && rowOfOld[old] === undefined) {
      return false;
    }
    const [row, previous] = [rowOfOld[old], rowOfOld[old - 1]];
    const changesBefore = isChange(line) || (at > 0 && isChange(lines[at - 1] ?? line));
    if (isOld && old > 0 && changesBefore && row !== (previous ?? -2) + 1) {
      return false;
    }
    old += isOld ? 1 : 0;
  }
  return true;
}
