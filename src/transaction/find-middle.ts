import type { LineChange } from "./diff-lines.ts";

/**
 * Halves a range at a point that a shortest list of insertions and deletions goes through: the middle snake of
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), section 4b. Memory is linear.
 *
 * @param range with neither end's lines alike
 * @returns both halves; undefined when they are too different to be worth it
 */
export function findMiddle(
  old: Int32Array,
  fresh: Int32Array,
  range: LineChange,
): readonly [LineChange, LineChange] | undefined {
  const point = middlePoint(old, fresh, range);
  if (point === undefined) {
    return undefined;
  }
  const { oldStart, oldEnd, newStart, newEnd } = range;
  const [middleOld, middleNew] = point;
  return [
    { oldStart, oldEnd: middleOld, newStart, newEnd: middleNew },
    { oldStart: middleOld, oldEnd, newStart: middleNew, newEnd },
  ];
}

/** A thousand steps from each end are some ten milliseconds. */
const maxSteps = 1000;

function middlePoint(
  old: Int32Array,
  fresh: Int32Array,
  { oldStart, oldEnd, newStart, newEnd }: LineChange,
): readonly [number, number] | undefined {
  const height = oldEnd - oldStart;
  const width = newEnd - newStart;
  const delta = height - width;
  const isOdd = delta % 2 !== 0;
  const steps = Math.min(maxSteps, Math.ceil((height + width) / 2));
  const forward = openFrontier(steps);
  const backward = openFrontier(steps);
  for (let step = 0; step <= steps; step += 1) {
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      let x = stepTo(forward, diagonal, { height, width });
      while (
        x >= 0 &&
        x < height &&
        x - diagonal < width &&
        old[oldStart + x] === fresh[newStart + x - diagonal]
      ) {
        x += 1;
      }
      forward.set(diagonal, x);
      const opposite = delta - diagonal;
      if (isOdd && x >= 0 && Math.abs(opposite) < step && x + backward.get(opposite) >= height) {
        return [oldStart + x, newStart + x - diagonal];
      }
    }
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      let x = stepTo(backward, diagonal, { height, width });
      while (
        x >= 0 &&
        x < height &&
        x - diagonal < width &&
        old[oldEnd - 1 - x] === fresh[newEnd - 1 - x + diagonal]
      ) {
        x += 1;
      }
      backward.set(diagonal, x);
      const opposite = delta - diagonal;
      if (!isOdd && x >= 0 && Math.abs(opposite) <= step && x + forward.get(opposite) >= height) {
        return [oldEnd - x, newEnd - x + diagonal];
      }
    }
  }
  return undefined;
}

/** How many old lines the paths have passed on each diagonal (old lines passed minus new lines passed). */
interface Frontier {
  get(diagonal: number): number;
  set(diagonal: number, passed: number): void;
}

const unreached = -2;

function openFrontier(steps: number): Frontier {
  const reached = new Int32Array(2 * steps + 5).fill(unreached);
  const zero = steps + 2;
  // As if an insertion had led here, so that the first step begins in the corner.
  reached[zero + 1] = 0;
  return {
    get: (diagonal) => reached[zero + diagonal] ?? unreached,
    set(diagonal, passed) {
      reached[zero + diagonal] = passed;
    },
  };
}

/** The farthest that one more deletion or insertion leads to on a diagonal; negative when none does. */
function stepTo(
  frontier: Frontier,
  diagonal: number,
  { height, width }: { readonly height: number; readonly width: number },
): number {
  const deleting = frontier.get(diagonal - 1) + 1;
  const inserting = frontier.get(diagonal + 1);
  const byDeleting = deleting > height || deleting - diagonal > width ? unreached : deleting;
  const byInserting =
    inserting - diagonal > width || inserting - diagonal < 0 ? unreached : inserting;
  const farthest = Math.max(byDeleting, byInserting);
  return farthest < 0 || farthest < diagonal ? unreached : farthest;
}
