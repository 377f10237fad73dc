import type { Segment } from "./segment.ts";

const foldedWords = new WeakMap<Segment, Buffer>();
const masks = new WeakMap<Segment, Uint32Array>();

/** The dictionary with A-Z as a-z, at the same offsets. Made at the first search that ignores case. */
export function folded(segment: Segment): Buffer {
  const known = foldedWords.get(segment);
  if (known !== undefined) {
    return known;
  }
  const lower = Buffer.from(segment.words);
  for (let index = 0; index < lower.length; index += 1) {
    const byte = lower[index] ?? 0;
    if (byte >= 0x41 && byte <= 0x5a) {
      lower[index] = byte + 0x20;
    }
  }
  foldedWords.set(segment, lower);
  return lower;
}

/** `letterMask` of every word, case ignored. */
export function letterMasks(segment: Segment): Uint32Array {
  const known = masks.get(segment);
  if (known !== undefined) {
    return known;
  }
  const words = folded(segment);
  const all = Uint32Array.from({ length: segment.wordCount }, (_, word) =>
    letterMask(words, segment.startOf(word), segment.endOf(word)),
  );
  masks.set(segment, all);
  return all;
}

/** A bit for each of a-z that occurs, and five shared by all other bytes. */
export function letterMask(bytes: Uint8Array, start: number, end: number): number {
  let mask = 0;
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    mask |= 1 << (byte >= 0x61 && byte <= 0x7a ? byte - 0x61 : 26 + (byte % 5));
  }
  return mask;
}
