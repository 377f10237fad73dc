/**
 * Optimal string alignment distance (Damerau-Levenshtein with each place edited once) between `a` and `b[start, end)`,
 * or anything above `most` as soon as it must be larger.
 */
export function editDistance(
  a: Uint8Array,
  b: Uint8Array,
  start: number,
  end: number,
  most: number,
): number {
  const width = end - start + 1;
  let earlier: Uint16Array = rows[0];
  let previous: Uint16Array = row(0, width);
  let current: Uint16Array = row(1, width);
  for (let column = 0; column < width; column += 1) {
    previous[column] = column;
  }
  for (let line = 1; line <= a.length; line += 1) {
    current[0] = line;
    let least = line;
    for (let column = 1; column < width; column += 1) {
      const same = a[line - 1] === b[start + column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        line > 1 &&
        column > 1 &&
        a[line - 1] === b[start + column - 2] &&
        a[line - 2] === b[start + column - 1];
      if (swapped) {
        cost = Math.min(cost, (earlier[column - 2] ?? 0) + 1);
      }
      current[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) {
      return least;
    }
    const free = line === 1 ? row(2, width) : earlier;
    earlier = previous;
    previous = current;
    current = free;
  }
  return previous[width - 1] ?? 0;
}

/** Three rows of the table, kept between calls: the search calls this for thousands of words. */
const rows = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)] as const;

function row(index: 0 | 1 | 2, width: number): Uint16Array {
  const kept = rows[index];
  return kept.length >= width ? kept : new Uint16Array(width);
}
