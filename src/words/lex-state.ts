import type { CompiledDelimited, CompiledLexicon } from "./compile-lexicon.ts";
import type { WordSink } from "./word-sink.ts";

/** `a` stands for "a word" in `before`, and in a lexicon's lists of what may stand before and after a definition's name. */
export const letter = 0x61;
export const lineFeed = 0x0a;
/** Stands among the open brackets for a brace that takes an object apart. */
export const pattern = 0x01;
/** The braces of an element between whose tags we read text. */
export const betweenTags = -1;

/** Something that code stands in. */
export interface Outer {
  kind: "interpolation" | "tag" | "children";
  /** The string that an interpolation is in. */
  readonly string: CompiledDelimited | undefined;
  /** Braces open in its code, or `betweenTags`. */
  braces: number;
  /** How many brackets were open when it began. */
  readonly brackets: number;
}

/** What the lexer remembers of the code it has read: a few facts instead of a tree. */
export interface LexState {
  readonly bytes: Uint8Array;
  /** Only `bytes[0, end)` is read. */
  readonly end: number;
  readonly lexicon: CompiledLexicon;
  readonly sink: WordSink;
  /** The last significant byte; `a` for a word, `0` for a number, `"` for a string, a line feed at the start. */
  before: number;
  /** `role` bits of the word before, when it is one of the language's own. */
  roleBefore: number;
  /** Whether a line began since. */
  lineBreak: boolean;
  /** Where the last word ended. */
  wordEnd: number;
  /** The word that comes is a name even if it is a keyword. */
  rawName: boolean;
  /** An import was named whose source has not come yet: its names are defined elsewhere. */
  importing: boolean;
  /** `before` and `roleBefore` of the first word of a chain `a.b.c`. */
  chainBefore: number;
  chainRole: number;
  /** Brackets open in the code, as their signs; `<` only where it follows a word, like a type's arguments do. */
  readonly brackets: number[];
  /** What the code being read stands in: an interpolation's string, a tag, the children of a tag. */
  readonly outer: Outer[];
}

/** Code goes on at `at`, after `sign`. */
export function code(state: LexState, sign: number, at: number): number {
  if (sign === 0x22 || sign === 0x3b || sign === 0x3d) {
    // A string, `;` or `=` ends the names of an import.
    state.importing = false;
  }
  state.before = sign;
  state.roleBefore = 0;
  state.lineBreak = false;
  return at;
}

/** What was read up to `stop` is a value. */
export function value(state: LexState, stop: number): number {
  return code(state, 0x22, stop);
}

/** Whether a value may stand here, so that a slash begins a regular expression and `<` a tag. */
export function valueMayStart(
  { before, roleBefore, lineBreak }: LexState,
  regexAfter: number,
): boolean {
  if (before === letter) {
    return (roleBefore & regexAfter) !== 0;
  }
  // After `)` and `]` a slash divides; after `}` it does unless a line begins; after `<` it closes a tag.
  const ended =
    before === 0x29 || before === 0x5d || before === 0x30 || before === 0x22 || before === 0x3c;
  return !ended && (before !== 0x7d || lineBreak);
}

/** A table with 1 for each of some ASCII characters. */
export function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const one of characters) {
    table[one.charCodeAt(0)] = 1;
  }
  return table;
}
