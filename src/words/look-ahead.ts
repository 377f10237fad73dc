import { byteClass, type CompiledLexicon } from "./compile-lexicon.ts";
import { lineFeed } from "./lex-state.ts";
import { readText } from "./read-text.ts";
import { opens } from "./skip.ts";

/** The index of the next byte that is neither white space nor in a comment. */
export function nextSignificant(
  bytes: Uint8Array,
  from: number,
  end: number,
  lexicon: CompiledLexicon,
): number {
  let index = from;
  while (index < end) {
    const kind = lexicon.classes[bytes[index] ?? 0];
    if (kind === byteClass.newline || kind === byteClass.space) {
      index += 1;
    } else {
      const comment =
        kind === byteClass.trigger ? endOfCommentAt(bytes, index, end, lexicon) : index;
      if (comment === index) {
        return index;
      }
      index = comment;
    }
  }
  return index;
}

function endOfCommentAt(
  bytes: Uint8Array,
  at: number,
  end: number,
  lexicon: CompiledLexicon,
): number {
  for (const comment of lexicon.comments) {
    if (opens(bytes, at, end, comment.open)) {
      return readText(bytes, at + comment.open.length, end, comment, lexicon.textPart, undefined);
    }
  }
  return at;
}

export function holdsLineBreak(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    if (bytes[index] === lineFeed) {
      return true;
    }
  }
  return false;
}
