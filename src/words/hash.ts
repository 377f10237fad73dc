/** The multiplier of the running hash that the lexer computes while it walks over a word (Java's String.hashCode). */
export const hashFactor = 31;

/** Hash of a word's bytes, the same as the lexer computes on its way. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let index = start; index < end; index += 1) {
    hash = (Math.imul(hash, hashFactor) + (bytes[index] ?? 0)) | 0;
  }
  return hash;
}

/** Spreads the hash over a table's slots (murmur3's finalizer), for words that differ at their end only. */
export function spread(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85eb_ca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
