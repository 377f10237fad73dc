import { spread } from "./hash.ts";
import { layoutSegment } from "./segment.ts";
import { flagBits, type WordSink } from "./word-sink.ts";

/**
 * Collects the words of documents and lays them out as a segment.
 * Open one, for each document call `beginDocument` and give it to the lexer as its sink, then `finish`.
 */
export class SegmentBuilder implements WordSink {
  #words = new Uint8Array(1 << 20);
  #wordsEnd = 0;
  /** Four numbers a word, side by side because they are used together: `field`. */
  #table: Int32Array = new Int32Array(1 << 18);
  #count = 0;
  #slots: Int32Array = new Int32Array(1 << 17);
  #pairWord = new Uint32Array(1 << 18);
  #pairPosting = new Uint32Array(1 << 18);
  #pairs = 0;
  #firstPair = 0;
  #keys: string[] = [];

  /**
   * @param key `documentKey` of its content and language family
   * @returns the document's number
   */
  beginDocument(key: string): number {
    this.#firstPair = this.#pairs;
    return this.#keys.push(key) - 1;
  }

  add(bytes: Uint8Array, start: number, end: number, hash: number, flags: number): void {
    const word = this.#idOf(bytes, start, end, hash);
    const newest = this.#table[word * 4 + field.newest] ?? -1;
    if (newest >= this.#firstPair) {
      this.#pairPosting[newest] = (this.#pairPosting[newest] ?? 0) | flags;
      return;
    }
    this.#table[word * 4 + field.newest] = this.#pairs;
    this.#push(word, this.#keys.length - 1, flags);
  }

  /** A whole posting of a document begun earlier; for one word the documents must come in their order. */
  addTo(
    document: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    hash: number,
    flags: number,
  ): void {
    this.#push(this.#idOf(bytes, start, end, hash), document, flags);
  }

  #push(word: number, document: number, flags: number): void {
    if (this.#pairs === this.#pairWord.length) {
      this.#pairWord = grown(this.#pairWord, Uint32Array);
      this.#pairPosting = grown(this.#pairPosting, Uint32Array);
    }
    this.#pairWord[this.#pairs] = word;
    this.#pairPosting[this.#pairs] = (document << flagBits) | flags;
    this.#pairs += 1;
  }

  /** The finished segment; the builder is empty afterwards. */
  finish(): ArrayBuffer {
    const { offsets, postings } = this.#groupByWord();
    const wordOffsets = Uint32Array.from({ length: this.#count + 1 }, (_, word) =>
      word < this.#count ? (this.#table[word * 4 + field.offset] ?? 0) : this.#wordsEnd,
    );
    return layoutSegment({
      keys: this.#keys,
      words: this.#words.subarray(0, this.#wordsEnd),
      wordOffsets,
      slots: this.#slotsOf(2 ** Math.ceil(Math.log2(this.#count * 2 + 1))),
      postingOffsets: offsets,
      postings,
    });
  }

  #idOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    for (;;) {
      const id = (this.#slots[slot] ?? 0) - 1;
      if (id < 0) {
        return this.#append(bytes, start, end, hash, slot);
      }
      if (this.#table[id * 4 + field.hash] === hash && this.#is(id, bytes, start, end)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  #is(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (this.#table[id * 4 + field.length] !== length) {
      return false;
    }
    const from = this.#table[id * 4 + field.offset] ?? 0;
    for (let index = 0; index < length; index += 1) {
      if (this.#words[from + index] !== bytes[start + index]) {
        return false;
      }
    }
    return true;
  }

  /** Words are stored with a line feed after each, so that one `indexOf` can find a beginning or an end. */
  #append(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const length = end - start + 1;
    while (this.#wordsEnd + length > this.#words.length) {
      this.#words = grown(this.#words, Uint8Array);
    }
    const id = this.#count;
    if (id * 4 >= this.#table.length) {
      this.#table = grown(this.#table, Int32Array);
    }
    for (let index = start; index < end; index += 1) {
      this.#words[this.#wordsEnd + index - start] = bytes[index] ?? 0;
    }
    this.#words[this.#wordsEnd + length - 1] = 0x0a;
    this.#table[id * 4 + field.hash] = hash;
    this.#table[id * 4 + field.offset] = this.#wordsEnd;
    this.#table[id * 4 + field.length] = end - start;
    this.#table[id * 4 + field.newest] = -1;
    this.#wordsEnd += length;
    this.#count += 1;
    this.#slots[slot] = id + 1;
    if (this.#count * 2 > this.#slots.length) {
      this.#slots = this.#slotsOf(this.#slots.length * 2);
    }
    return id;
  }

  /** The hash table in another size, at least half of it empty. */
  #slotsOf(length: number): Int32Array {
    const slots = new Int32Array(length);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#count; id += 1) {
      let slot = spread(this.#table[id * 4 + field.hash] ?? 0) & mask;
      while (slots[slot] !== 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
    return slots;
  }

  /** A counting sort of the pairs by word, written as variable-length differences (LEB128). */
  #groupByWord(): { offsets: Uint32Array; postings: Uint8Array } {
    const starts = new Uint32Array(this.#count + 1);
    for (let pair = 0; pair < this.#pairs; pair += 1) {
      const word = (this.#pairWord[pair] ?? 0) + 1;
      starts[word] = (starts[word] ?? 0) + 1;
    }
    for (let word = 0; word < this.#count; word += 1) {
      starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
    }
    const sorted = new Uint32Array(this.#pairs);
    const place = starts.slice();
    for (let pair = 0; pair < this.#pairs; pair += 1) {
      const word = this.#pairWord[pair] ?? 0;
      const at = place[word] ?? 0;
      sorted[at] = this.#pairPosting[pair] ?? 0;
      place[word] = at + 1;
    }
    return encodePostings(starts, sorted);
  }
}

/** The numbers kept of a word. `newest` is its newest pair: one of an earlier document means the word is new in this one. */
const field = { hash: 0, offset: 1, length: 2, newest: 3 } as const;

function encodePostings(
  starts: Uint32Array,
  sorted: Uint32Array,
): { offsets: Uint32Array; postings: Uint8Array } {
  // Five bytes hold any 32-bit number.
  const postings = new Uint8Array(sorted.length * 5);
  const offsets = new Uint32Array(starts.length);
  let end = 0;
  for (let word = 0; word + 1 < starts.length; word += 1) {
    offsets[word] = end;
    let document = 0;
    for (let at = starts[word] ?? 0; at < (starts[word + 1] ?? 0); at += 1) {
      const posting = sorted[at] ?? 0;
      const own = posting >>> flagBits;
      let value = (((own - document) << flagBits) | (posting & ((1 << flagBits) - 1))) >>> 0;
      document = own;
      while (value > 0x7f) {
        postings[end] = (value & 0x7f) | 0x80;
        end += 1;
        value >>>= 7;
      }
      postings[end] = value;
      end += 1;
    }
  }
  offsets[starts.length - 1] = end;
  return { offsets, postings: postings.slice(0, end) };
}

function grown<T extends Uint8Array | Uint32Array | Int32Array>(
  array: T,
  kind: new (length: number) => T,
): T {
  const larger = new kind(array.length * 2);
  larger.set(array);
  return larger;
}
