/** Ascending numbers in the order of their distance from one; of two equally far, the greater first. */
export function* nearestFirst(ascending: readonly number[], target: number): Generator<number> {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    [low, high] = (ascending[middle] ?? 0) < target ? [middle + 1, high] : [low, middle];
  }
  let [below, above] = [low - 1, low];
  for (;;) {
    const [lower, upper] = [ascending[below], ascending[above]];
    if (upper !== undefined && (lower === undefined || upper - target <= target - lower)) {
      yield upper;
      above += 1;
    } else if (lower !== undefined) {
      yield lower;
      below -= 1;
    } else {
      return;
    }
  }
}
