import type { LineChange } from "./diff-lines.ts";

/**
 * Cuts a range at the lines that are there once in both texts and in the same order: patience diff.
 *
 * @param old lines as numbers, equal ones having equal numbers
 * @returns what is between those lines, in order; undefined when there are none
 */
export function alignUnique(
  old: Int32Array,
  fresh: Int32Array,
  { oldStart, oldEnd, newStart, newEnd }: LineChange,
): readonly LineChange[] | undefined {
  const inOld = uniquePlaces(old, oldStart, oldEnd);
  const inNew = uniquePlaces(fresh, newStart, newEnd);
  const pairs: [number, number][] = [];
  for (const [line, place] of inOld) {
    const other = inNew.get(line);
    if (place !== repeated && other !== undefined && other !== repeated) {
      pairs.push([place, other]);
    }
  }
  // A map keeps the order in which its keys came, so the pairs are in the order of the old text.
  const chain = longestRising(pairs);
  if (chain.length === 0) {
    return undefined;
  }
  const parts: LineChange[] = [];
  let [fromOld, fromNew] = [oldStart, newStart];
  for (const [place, other] of chain) {
    parts.push({ oldStart: fromOld, oldEnd: place, newStart: fromNew, newEnd: other });
    [fromOld, fromNew] = [place + 1, other + 1];
  }
  parts.push({ oldStart: fromOld, oldEnd, newStart: fromNew, newEnd });
  return parts;
}

const repeated = -1;

function uniquePlaces(lines: Int32Array, start: number, end: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? 0;
    places.set(line, places.has(line) ? repeated : at);
  }
  return places;
}

type Pair = readonly [number, number];

/** The longest chain of pairs whose second numbers rise, by patience sorting. */
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  /** The last pair of the best chain of each length, as an index. */
  const tops: number[] = [];
  const previous = new Int32Array(pairs.length);
  for (const [index, [, other]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (secondOf(pairs, tops[middle]) < other) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = tops[low - 1] ?? -1;
    tops[low] = index;
  }
  const chain: Pair[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) {
      chain.push(pair);
    }
  }
  return chain.toReversed();
}

function secondOf(pairs: readonly Pair[], index: number | undefined): number {
  return pairs[index ?? 0]?.[1] ?? 0;
}
