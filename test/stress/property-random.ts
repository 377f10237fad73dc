/** Numbers that look random and are the same for the same seed, so that a case is known by its number. */
export interface Random {
  /** From 0 to `count - 1`; 0 if that is nothing. */
  below(count: number): number;
  /** True once in so many times. */
  once(inTimes: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  pickFrom<T>(items: readonly T[]): T | undefined;
}

export function randomOf(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  /** Mulberry32. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  const below = (count: number): number => (count < 1 ? 0 : next() % count);
  return {
    below,
    once: (inTimes) => below(inTimes) === 0,
    pick: ([first, ...others]) => others[below(others.length + 1) - 1] ?? first,
    pickFrom: (items) => items[below(items.length)],
  };
}
