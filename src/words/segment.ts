import { spread } from "./hash.ts";
import { flagBits } from "./word-sink.ts";

/**
 * A segment holds the words of some documents and never changes. It is one stretch of memory, so that
 * it moves between threads and into the cache file without a copy of its parts:
 * a header of 32-bit numbers, then five sections, each aligned to four bytes.
 */
const headerLength = 8;

export interface SegmentParts {
  /** One per document; see `documentKey`. */
  readonly keys: readonly string[];
  /** Every word with a line feed after it. */
  readonly words: Uint8Array;
  /** Where each word starts, and behind the last one where they end. */
  readonly wordOffsets: Uint32Array;
  /** Open-addressing hash table: word number + 1, or 0; its length is a power of two. */
  readonly slots: Int32Array;
  readonly postingOffsets: Uint32Array;
  /** LEB128 numbers: difference of document numbers, then `flagBits` bits of flags. */
  readonly postings: Uint8Array;
}

/** Puts the parts into one buffer that `openSegment` reads. */
export function layoutSegment(parts: SegmentParts): ArrayBuffer {
  const keys = new TextEncoder().encode(parts.keys.join("\n"));
  const sections = [
    parts.wordOffsets,
    parts.slots,
    parts.postingOffsets,
    parts.words,
    parts.postings,
    keys,
  ].map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  const header = new Uint32Array(headerLength);
  header[0] = parts.keys.length;
  let length = headerLength * 4;
  sections.forEach((section, index) => {
    header[index + 1] = section.length;
    length += aligned(section.length);
  });
  const whole = new Uint8Array(length);
  whole.set(new Uint8Array(header.buffer), 0);
  let at = headerLength * 4;
  for (const section of sections) {
    whole.set(section, at);
    at += aligned(section.length);
  }
  return whole.buffer;
}

export interface Segment {
  readonly bytes: ArrayBuffer;
  readonly keys: readonly string[];
  readonly wordCount: number;
  /** The dictionary, every word with a line feed after it. */
  readonly words: Buffer;
  /** The number of the word with these bytes and hash, or -1. */
  find(word: Uint8Array, hash: number): number;
  /** The number of the word that the byte at `offset` of `words` belongs to. */
  wordAt(offset: number): number;
  /** `[start, end)` of a word in `words`. */
  startOf(word: number): number;
  endOf(word: number): number;
  nameOf(word: number): string;
  /** Calls back with each document that holds the word, and its `wordFlag` bits there. */
  forEachDocument(word: number, use: (document: number, flags: number) => void): void;
}

/**
 * Reads a segment in place: nothing is copied.
 * @param bytes as `layoutSegment` made them; damage must be ruled out before (the cache file has a checksum)
 */
export function openSegment(bytes: ArrayBuffer): Segment {
  const header = new Uint32Array(bytes, 0, headerLength);
  let at = headerLength * 4;
  const section = (index: number): { offset: number; length: number } => {
    const found = { offset: at, length: header[index + 1] ?? 0 };
    at += aligned(found.length);
    return found;
  };
  const numbers = (part: { offset: number; length: number }): Uint32Array =>
    new Uint32Array(bytes, part.offset, part.length / 4);
  const wordOffsets = numbers(section(0));
  const slots = numbers(section(1));
  const postingOffsets = numbers(section(2));
  const wordsPart = section(3);
  const words = Buffer.from(bytes, wordsPart.offset, wordsPart.length);
  const postingsPart = section(4);
  const postings = new Uint8Array(bytes, postingsPart.offset, postingsPart.length);
  const keysPart = section(5);
  const keys = Buffer.from(bytes, keysPart.offset, keysPart.length).toString("latin1");

  const startOf = (word: number): number => wordOffsets[word] ?? 0;
  const endOf = (word: number): number => (wordOffsets[word + 1] ?? 1) - 1;

  return {
    bytes,
    keys: header[0] === 0 ? [] : keys.split("\n"),
    wordCount: wordOffsets.length - 1,
    words,
    startOf,
    endOf,
    nameOf: (word) => words.toString("utf8", startOf(word), endOf(word)),
    find(word, hash) {
      const mask = slots.length - 1;
      for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
        const found = (slots[slot] ?? 0) - 1;
        if (found < 0) {
          return -1;
        }
        if (
          endOf(found) - startOf(found) === word.length &&
          words.compare(word, 0, word.length, startOf(found), endOf(found)) === 0
        ) {
          return found;
        }
      }
    },
    wordAt(offset) {
      let low = 0;
      let high = wordOffsets.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if ((wordOffsets[middle] ?? 0) <= offset) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return low;
    },
    forEachDocument(word, use) {
      const end = postingOffsets[word + 1] ?? 0;
      let document = 0;
      for (let index = postingOffsets[word] ?? 0; index < end;) {
        let value = 0;
        let shift = 0;
        let byte = 0;
        do {
          byte = postings[index] ?? 0;
          value |= (byte & 0x7f) << shift;
          shift += 7;
          index += 1;
        } while (byte > 0x7f);
        document += value >>> flagBits;
        use(document, value & ((1 << flagBits) - 1));
      }
    },
  };
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}
