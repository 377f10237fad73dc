/** Position of the last stretch that begins before `index` in a list sorted by beginning; -1 when none does. */
export function lastBefore(
  stretches: readonly (readonly [start: number, end: number])[],
  index: number,
): number {
  let low = -1;
  let high = stretches.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.[0] ?? Infinity) < index) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
