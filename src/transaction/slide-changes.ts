import type { LineChange } from "./diff-lines.ts";

/**
 * Moves insertions and deletions to where people would see them. One whose first line equals the line after it means
 * the same one line further down, and so on; the place is taken that begins and ends at the least indentation, if
 * possible after an empty line, and of equals the last one.
 */
export function slideChanges(
  changes: readonly LineChange[],
  before: readonly string[],
  after: readonly string[],
): readonly LineChange[] {
  const moved: LineChange[] = [];
  for (const [index, change] of changes.entries()) {
    const isInsertion = change.oldStart === change.oldEnd;
    const isDeletion = change.newStart === change.newEnd;
    if (isInsertion === isDeletion) {
      moved.push(change);
      continue;
    }
    // Never so far that it touches a neighbour.
    const up = change.oldStart - (moved.at(-1)?.oldEnd ?? -1) - 1;
    const down = (changes[index + 1]?.oldStart ?? before.length + 1) - change.oldEnd - 1;
    const by = isInsertion
      ? bestShift(after, { start: change.newStart, end: change.newEnd, up, down })
      : bestShift(before, { start: change.oldStart, end: change.oldEnd, up, down });
    moved.push({
      oldStart: change.oldStart + by,
      oldEnd: change.oldEnd + by,
      newStart: change.newStart + by,
      newEnd: change.newEnd + by,
    });
  }
  return moved;
}

interface Group {
  readonly start: number;
  readonly end: number;
  /** How many lines it may move at most. */
  readonly up: number;
  readonly down: number;
}

function bestShift(lines: readonly string[], { start, end, up, down }: Group): number {
  let lowest = 0;
  while (-lowest < up && lines[start + lowest - 1] === lines[end + lowest - 1]) {
    lowest -= 1;
  }
  let highest = 0;
  while (highest < down && lines[start + highest] === lines[end + highest]) {
    highest += 1;
  }
  // In a long run of equal lines any place is as good.
  lowest = Math.max(lowest, highest - maxTried);
  let best = highest;
  let bestCost = Infinity;
  for (let by = highest; by >= lowest; by -= 1) {
    const cost = costAt(lines, start + by) + costAt(lines, end + by);
    if (cost < bestCost) {
      [best, bestCost] = [by, cost];
    }
  }
  return best;
}

const maxTried = 100;

/** How odd it looks to cut before a line. */
function costAt(lines: readonly string[], at: number): number {
  const line = lines[at] ?? "";
  const isBlank = line.trim() === "";
  const isAfterBlank = at === 0 || (lines[at - 1] ?? "").trim() === "";
  const indent = isBlank ? 0 : line.length - line.trimStart().length;
  return 4 * Math.min(indent, 50) + (isBlank ? 2 : 0) - (isAfterBlank ? 3 : 0);
}
