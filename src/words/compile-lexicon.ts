import type { Delimited, Lexicon } from "../languages/lexicon.ts";
import { hashOf } from "./hash.ts";
import { plainWordPart } from "./plain-word-part.ts";

/** What a byte can start. Values order the tests in the lexer's loop. */
export const byteClass = {
  other: 0,
  word: 1,
  digit: 2,
  space: 3,
  newline: 4,
  /** Opens or closes something in code. */
  sign: 5,
  /** May open a comment, a string, a regular expression. */
  trigger: 6,
} as const;

/** What a word means to the lexer, as bits. */
export const role = {
  keyword: 1,
  contextual: 2,
  infix: 4,
  declares: 8,
  uses: 16,
  regexAfter: 32,
  type: 64,
  /** A keyword before a colon that stays one: `default:`. */
  label: 128,
  /** A keyword whose names come from elsewhere, up to the string that says from where. */
  imports: 512,
  /** A keyword before a parenthesis that begins a statement in nearly every file: `if (`. */
  statement: 256,
} as const;

/** A delimiter as bytes. */
export interface CompiledDelimited {
  readonly open: Uint8Array;
  readonly close: Uint8Array;
  /** 0 where nothing escapes. */
  readonly escape: number;
  readonly multiline: boolean;
  readonly nests: boolean;
  readonly doubled: boolean;
  readonly interpolation: { readonly open: Uint8Array; readonly close: number } | undefined;
}

/** A lexicon as tables that a loop over bytes can use. */
export interface CompiledLexicon {
  /** `byteClass` of each byte. */
  readonly classes: Uint8Array;
  /** 1 for bytes that continue an identifier. */
  readonly wordPart: Uint8Array;
  /** The same for the words of comments and strings: the language's extras (`$`) are no part of those. */
  readonly textPart: Uint8Array;
  readonly comments: readonly CompiledDelimited[];
  /** Strings that start with a sign, the longest opening first. */
  readonly strings: readonly CompiledDelimited[];
  /** Strings that start with a letter (`r"`), the longest opening first. */
  readonly prefixedStrings: readonly CompiledDelimited[];
  /** Whether a quote or `#` behind a word may make a string of it. */
  readonly prefixes: boolean;
  readonly regexLiterals: boolean;
  readonly lifetimes: boolean;
  readonly metavariables: boolean;
  readonly rawStrings: Lexicon["rawStrings"];
  readonly rawNamePrefix: Lexicon["rawNamePrefix"];
  readonly jsx: boolean;
  readonly keywordsAsMembers: boolean;
  readonly typesReserved: boolean;
  /** The same as `after` for a name after a dot. */
  readonly afterMember: Uint8Array;
  readonly inParentheses: boolean;
  /** 1 for what may stand before or after a definition's name; `a` for a word, `\n` for a line break. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** `role` bits of the word with this hash and these bytes; 0 for an ordinary word. */
  roleOf(bytes: Uint8Array, start: number, end: number, hash: number): number;
}

/** Compiles a lexicon; meant to be done once per lexicon and thread. */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const wordPart = wordBytes(lexicon.identifierExtras);
  const strings = lexicon.strings
    .map(compileDelimited)
    .toSorted((a, b) => b.open.length - a.open.length);
  const startsLikeWord = (one: CompiledDelimited): boolean => wordPart[one.open[0] ?? 0] === 1;
  const compiled = {
    wordPart,
    textPart: plainWordPart,
    jsx: lexicon.jsx,
    comments: [
      ...lexicon.blockComments,
      ...lexicon.lineComments.map((open) => ({ open, close: "\n" })),
    ].map(compileDelimited),
    strings: strings.filter((one) => !startsLikeWord(one)),
    prefixedStrings: strings.filter(startsLikeWord),
    prefixes: lexicon.rawStrings === "rust" || strings.some(startsLikeWord),
    regexLiterals: lexicon.regexLiterals,
    lifetimes: lexicon.lifetimes,
    metavariables: lexicon.metavariables,
    rawStrings: lexicon.rawStrings,
    rawNamePrefix: lexicon.rawNamePrefix,
    typesReserved: lexicon.typesReserved,
    keywordsAsMembers: lexicon.keywordsAsMembers,
    inParentheses: lexicon.definitions.inParentheses,
    afterMember: members(lexicon.definitions.afterMember),
    before: members(lexicon.definitions.before),
    after: members(lexicon.definitions.after),
    roleOf: compileRoles(lexicon),
  };
  return { ...compiled, classes: classesOf(compiled) };
}

function compileDelimited(one: Delimited): CompiledDelimited {
  return {
    open: ascii(one.open),
    close: ascii(one.close),
    escape: one.escape?.charCodeAt(0) ?? 0,
    multiline: one.multiline ?? false,
    nests: one.nests ?? false,
    doubled: one.doubled ?? false,
    interpolation: one.interpolation && {
      open: ascii(one.interpolation.open),
      close: one.interpolation.close.charCodeAt(0),
    },
  };
}

/** Letters, digits, `_`, the extras, and every byte of a character beyond ASCII. */
function wordBytes(extras: string): Uint8Array {
  const table = plainWordPart.slice();
  for (const extra of extras) {
    table[extra.charCodeAt(0)] = 1;
  }
  return table;
}

function classesOf(compiled: Omit<CompiledLexicon, "classes">): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    if (compiled.wordPart[byte] === 1) {
      classes[byte] = byte >= 0x30 && byte <= 0x39 ? byteClass.digit : byteClass.word;
    }
  }
  for (const sign of "{}()[]<>;:!@.") {
    classes[sign.charCodeAt(0)] = byteClass.sign;
  }
  const openings = [...compiled.comments, ...compiled.strings].map((one) => one.open[0] ?? 0);
  const slash = compiled.regexLiterals ? [0x2f] : [];
  const quote = compiled.lifetimes ? [0x27] : [];
  for (const opening of [...openings, ...slash, ...quote]) {
    classes[opening] = byteClass.trigger;
  }
  for (const space of " \t\r\f\v\0") {
    classes[space.charCodeAt(0)] = byteClass.space;
  }
  classes[0x0a] = byteClass.newline;
  return classes;
}

function compileRoles(lexicon: Lexicon): CompiledLexicon["roleOf"] {
  const bits = new Map<string, number>();
  const give = (words: readonly string[], bit: number): void => {
    for (const word of words) {
      bits.set(word, (bits.get(word) ?? 0) | bit);
    }
  };
  give(lexicon.keywords, role.keyword);
  give(lexicon.contextualKeywords, role.contextual);
  give(lexicon.infixWords, role.infix);
  give(lexicon.typeKeywords, role.type);
  give(lexicon.labels, role.label);
  give(lexicon.importWords, role.imports);
  give(lexicon.statements, role.statement);
  give(lexicon.regexAfter, role.regexAfter);
  give(lexicon.definitions.declares, role.declares);
  give(lexicon.definitions.uses, role.uses);

  const words = [...bits.keys()].map(ascii);
  const values = [...bits.values()];
  // A sparse table: nearly every ordinary word falls on an empty slot and costs one look.
  const slots = new Int16Array(4096).fill(-1);
  const next = new Int16Array(words.length).fill(-1);
  words.forEach((word, index) => {
    const slot = hashOf(word, 0, word.length) & 4095;
    next[index] = slots[slot] ?? -1;
    slots[slot] = index;
  });

  return (bytes, start, end, hash) => {
    for (let index = slots[hash & 4095] ?? -1; index >= 0; index = next[index] ?? -1) {
      if (sameBytes(words[index], bytes, start, end)) {
        return values[index] ?? 0;
      }
    }
    return 0;
  };
}

function sameBytes(
  word: Uint8Array | undefined,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (word === undefined || word.length !== end - start) {
    return false;
  }
  for (let index = 0; index < word.length; index += 1) {
    if (word[index] !== bytes[start + index]) {
      return false;
    }
  }
  return true;
}

function members(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) {
    table[character.charCodeAt(0)] = 1;
  }
  return table;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
