import type { CompiledDelimited } from "./compile-lexicon.ts";
import { hashFactor } from "./hash.ts";
import { wordFlag } from "./word-sink.ts";
import type { WordSink } from "./word-sink.ts";
import { opens } from "./skip.ts";

/**
 * Reads a comment or string from after its opening delimiter and hands its words to the sink.
 * A word of text is a maximal run of word bytes with a letter in it, whatever escapes stand around it:
 * that is what a search over the raw bytes would find (`rg -w`).
 * @returns the index after the closing delimiter, or after the opening of an interpolation in it.
 *   An unclosed one ends with its line or, where it may span lines, with the file.
 */
export function readText(
  bytes: Uint8Array,
  from: number,
  end: number,
  one: CompiledDelimited,
  textPart: Uint8Array,
  sink: WordSink | undefined,
): number {
  const close = one.close[0] ?? 0;
  const open = one.nests ? (one.open[0] ?? 0) : -1;
  const code = one.interpolation?.open[0] ?? -1;
  const escape = one.escape === 0 ? -1 : one.escape;
  let depth = 0;
  let index = from;
  while (index < end) {
    const byte = bytes[index] ?? 0;
    if (textPart[byte] === 1) {
      index = readWord(bytes, index, end, textPart, sink);
    } else if (byte === close && opens(bytes, index, end, one.close)) {
      const after = index + one.close.length;
      if (one.doubled && opens(bytes, after, end, one.close)) {
        index = after + one.close.length;
      } else if (depth > 0) {
        depth -= 1;
        index = after;
      } else {
        return after;
      }
    } else if (byte === 0x0a && !one.multiline) {
      return index;
    } else if (byte === escape) {
      // An escaped letter begins the run that the raw bytes show: `\nbar` is `nbar`.
      index += textPart[bytes[index + 1] ?? 0] === 1 ? 1 : 2;
    } else if (byte === open && opens(bytes, index, end, one.open)) {
      depth += 1;
      index += one.open.length;
    } else if (
      byte === code &&
      one.interpolation !== undefined &&
      opens(bytes, index, end, one.interpolation.open)
    ) {
      const after = index + one.interpolation.open.length;
      // `{{` in an f-string is a brace, not code.
      if (one.interpolation.open.length > 1 || bytes[after] !== code) {
        return after;
      }
      index = after + 1;
    } else {
      index += 1;
    }
  }
  return end;
}

/** The words of a stretch that has no delimiters of its own. */
export function readWords(
  bytes: Uint8Array,
  from: number,
  to: number,
  textPart: Uint8Array,
  sink: WordSink,
): void {
  let index = from;
  while (index < to) {
    index =
      textPart[bytes[index] ?? 0] === 1 ? readWord(bytes, index, to, textPart, sink) : index + 1;
  }
}

function readWord(
  bytes: Uint8Array,
  start: number,
  end: number,
  textPart: Uint8Array,
  sink: WordSink | undefined,
): number {
  let index = start;
  let hash = 0;
  let byte = bytes[index] ?? 0;
  let letters = 0;
  do {
    hash = (Math.imul(hash, hashFactor) + byte) | 0;
    // Digits have no bit in common with 0x40; letters, `_` and bytes beyond ASCII do, or have 0x80.
    letters |= byte & 0xc0;
    index += 1;
    byte = bytes[index] ?? 0;
  } while (index < end && textPart[byte] === 1);
  if (letters !== 0 && sink !== undefined) {
    sink.add(bytes, start, index, hash, wordFlag.text);
  }
  return index;
}
