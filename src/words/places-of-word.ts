import type { Lexicon } from "../languages/lexicon.ts";
import { compiled } from "./compiled-lexicons.ts";
import { lex } from "./lex.ts";
import { wordFlag } from "./word-sink.ts";

/**
 * Where a word stands in the code of a text, in UTF-16 units from its beginning; comments and strings are left out.
 * As quick as the lexer: some 100 MB a second.
 */
export function placesOfWord(text: string, word: string, lexicon: Lexicon): number[] {
  if (!text.includes(word)) {
    return [];
  }
  const bytes = Buffer.from(text);
  const wanted = Buffer.from(word);
  const found: number[] = [];
  lex(bytes, bytes.length, compiled(lexicon), {
    add(source, start, end, _hash, flags) {
      if (
        (flags & wordFlag.code) !== 0 &&
        end - start === wanted.length &&
        wanted.equals(source.subarray(start, end))
      ) {
        found.push(start);
      }
    },
  });
  return bytes.length === text.length ? found : inUtf16(bytes, found);
}

/** @param offsets in bytes, ascending */
function inUtf16(bytes: Buffer, offsets: readonly number[]): number[] {
  let before = 0;
  let units = 0;
  return offsets.map((offset) => {
    units += bytes.toString("utf8", before, offset).length;
    before = offset;
    return units;
  });
}
