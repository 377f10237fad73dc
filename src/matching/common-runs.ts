/** Stretches that two sequences share, in order. */
export interface CommonRun {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

/**
 * The common beginning, the common end, and the longest common subsequence of what is between them, unless that is
 * too long to be compared in a moment: then nothing of it is taken for common.
 */
export function commonRuns(
  left: readonly string[],
  right: readonly string[],
): readonly CommonRun[] {
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) {
    tail += 1;
  }
  const middle = middleRuns(
    left.slice(head, left.length - tail),
    right.slice(head, right.length - tail),
  );
  return [
    { left: 0, right: 0, length: head },
    ...middle.map((run) => ({
      left: run.left + head,
      right: run.right + head,
      length: run.length,
    })),
    { left: left.length - tail, right: right.length - tail, length: tail },
  ].filter(({ length }) => length > 0);
}

const largestTable = 1_000_000;

function middleRuns(left: readonly string[], right: readonly string[]): readonly CommonRun[] {
  const width = right.length + 1;
  if (left.length === 0 || right.length === 0 || left.length * right.length > largestTable) {
    return [];
  }
  /** The length of the longest common subsequence of what begins at each pair. */
  const longest = new Int32Array((left.length + 1) * width);
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const runs: { left: number; right: number; length: number }[] = [];
  for (let row = 0, column = 0; row < left.length && column < right.length;) {
    if (left[row] === right[column]) {
      const last = runs.at(-1);
      if (
        last !== undefined &&
        last.left + last.length === row &&
        last.right + last.length === column
      ) {
        last.length += 1;
      } else {
        runs.push({ left: row, right: column, length: 1 });
      }
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      row += 1;
    } else {
      column += 1;
    }
  }
  return runs;
}
