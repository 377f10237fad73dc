/** Lines of a file, both ends included. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Sorted, with those that touch or overlap joined. */
export function stretches(all: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const one of all.toSorted((a, b) => a.first - b.first)) {
    const last = joined.at(-1);
    if (last !== undefined && one.first <= last.last + 1) {
      joined[joined.length - 1] = { first: last.first, last: Math.max(last.last, one.last) };
    } else {
      joined.push(one);
    }
  }
  return joined;
}
