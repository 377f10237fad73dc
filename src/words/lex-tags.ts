import { byteClass } from "./compile-lexicon.ts";
import { betweenTags, code, type LexState, type Outer, value } from "./lex-state.ts";
import { nextSignificant } from "./look-ahead.ts";
import { readWords } from "./read-text.ts";
import { opens } from "./skip.ts";

/** Whether `<` begins a tag and not a generic arrow function: those continue with `,`, `=`, `extends` or `>(`. */
export function tagBegins({ bytes, end, lexicon }: LexState, at: number): boolean {
  let stop = at + 1;
  if (bytes[stop] === 0x3e) {
    return true;
  }
  if (lexicon.classes[bytes[stop] ?? 0] !== byteClass.word) {
    return false;
  }
  while (stop < end && lexicon.wordPart[bytes[stop] ?? 0] === 1) {
    stop += 1;
  }
  const next = nextSignificant(bytes, stop, end, lexicon);
  const follows = bytes[next];
  const generic =
    follows === 0x2c ||
    follows === 0x3d ||
    (follows === 0x3e && bytes[next + 1] === 0x28) ||
    opens(bytes, next, end, extendsWord);
  return !generic;
}

const extendsWord = new TextEncoder().encode("extends ");

/** Attributes of tags may hold hyphens: `data-id`. */
export function isAttribute(state: LexState): boolean {
  const inner = state.outer.at(-1);
  return inner?.kind === "tag" && inner.braces === 0;
}

/** A tag's `>`: after a slash the element is over, else its children begin. */
export function endOfTag(state: LexState, tag: Outer, at: number): number {
  if (state.before !== 0x2f) {
    tag.kind = "children";
    return children(state, tag, at + 1);
  }
  state.outer.pop();
  return value(state, at + 1);
}

/** Reads the text between tags up to code in braces, a tag inside, or to the end of the closing tag. */
export function children(state: LexState, element: Outer, from: number): number {
  const { bytes, end, lexicon, sink } = state;
  let at = from;
  while (at < end && bytes[at] !== 0x7b && bytes[at] !== 0x3c) {
    at += 1;
  }
  readWords(bytes, from, at, lexicon.textPart, sink);
  if (bytes[at] === 0x7b) {
    element.braces = 0;
    return code(state, 0x28, at + 1);
  }
  element.braces = betweenTags;
  if (bytes[at + 1] !== 0x2f) {
    state.outer.push({
      kind: "tag",
      string: undefined,
      braces: 0,
      brackets: state.brackets.length,
    });
    return code(state, 0x3c, at + 1);
  }
  const close = bytes.indexOf(0x3e, at);
  const stop = close < 0 || close > end ? end : close;
  // The closing tag repeats a name that its opening tag has given already.
  readWords(bytes, at, stop, lexicon.textPart, sink);
  state.outer.pop();
  return value(state, stop + 1);
}

/** The element between whose tags the lexer stands, if any; reading goes on with its `children`. */
export function textElement(state: LexState): Outer | undefined {
  const around = state.outer.at(-1);
  return around?.kind === "children" && around.braces === betweenTags ? around : undefined;
}
