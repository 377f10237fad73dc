import {
  byteClass,
  type CompiledDelimited,
  type CompiledLexicon,
  role,
} from "./compile-lexicon.ts";
import { mayDefine } from "./definition-hints.ts";
import { hashFactor } from "./hash.ts";
import { isKeyword, isMetavariable, mayNameMember } from "./keyword-rules.ts";
import { sign } from "./lex-signs.ts";
import { code, letter, type LexState, lineFeed, valueMayStart } from "./lex-state.ts";
import { insideString, prefixedStringEnd, rawString } from "./lex-strings.ts";
import { children, isAttribute, textElement } from "./lex-tags.ts";
import { holdsLineBreak, nextSignificant } from "./look-ahead.ts";
import { readText, readWords } from "./read-text.ts";
import { endOfRegex, fencedString, opens } from "./skip.ts";
import { wordFlag, type WordSink } from "./word-sink.ts";

/**
 * Finds every word of a source file: the identifiers of its code, and apart from them the words
 * of its comments and strings. One pass over bytes, no grammar, never fails: where source
 * is broken, an unclosed string ends with its line and reading goes on.
 * @param bytes UTF-8; only `bytes[0, end)` is read
 */
export function lex(
  bytes: Uint8Array,
  end: number,
  lexicon: CompiledLexicon,
  sink: WordSink,
): void {
  const state: LexState = {
    bytes,
    end,
    lexicon,
    sink,
    before: lineFeed,
    roleBefore: 0,
    lineBreak: true,
    wordEnd: -1,
    rawName: false,
    importing: false,
    chainBefore: lineFeed,
    chainRole: 0,
    brackets: [],
    outer: [],
  };
  const { classes } = lexicon;
  let index = afterHeading(state);
  while (index < end) {
    const byte = bytes[index] ?? 0;
    const kind = classes[byte];
    if (kind === byteClass.space) {
      index += 1;
    } else if (kind === byteClass.word) {
      index = word(state, index);
    } else if (kind === byteClass.newline) {
      state.lineBreak = true;
      // Python's imports end with their line.
      state.importing &&= state.brackets.length > 0 || lexicon.keywordsAsMembers;
      index += 1;
    } else if (kind === byteClass.sign) {
      index = signOrText(state, index, byte);
    } else if (kind === byteClass.trigger) {
      index = trigger(state, index, byte);
    } else if (kind === byteClass.digit) {
      index = number(state, index);
    } else {
      index = code(state, byte, index + 1);
    }
  }
}

/** A byte order mark and a line such as `#!/usr/bin/env node` are no code. */
function afterHeading({ bytes, end, lexicon, sink }: LexState): number {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  // Rust's `#![…]` is code.
  if (bytes[start] !== 0x23 || bytes[start + 1] !== 0x21 || bytes[start + 2] === 0x5b) {
    return start;
  }
  const line = bytes.indexOf(lineFeed, start);
  const stop = line < 0 || line > end ? end : line;
  readWords(bytes, start, stop, lexicon.textPart, sink);
  return stop;
}

function word(state: LexState, start: number): number {
  const { bytes, end, lexicon, sink } = state;
  const { wordPart } = lexicon;
  let stop = start;
  let hash = 0;
  let byte = bytes[start] ?? 0;
  do {
    hash = (Math.imul(hash, hashFactor) + byte) | 0;
    stop += 1;
    byte = stop < end ? (bytes[stop] ?? 0) : 0;
  } while (wordPart[byte] === 1 || (byte === hyphen && isAttribute(state)));
  const stringEnd = lexicon.prefixes ? prefixedStringEnd(state, start, stop) : stop;
  if (stringEnd > stop) {
    return stringEnd;
  }
  if (
    lexicon.rawNamePrefix === "r#" &&
    bytes[stop] === 0x23 &&
    stop - start === 1 &&
    bytes[start] === 0x72
  ) {
    // The name of `r#type` is `type`.
    state.rawName = true;
    return stop + 1;
  }
  const bits = state.rawName ? 0 : lexicon.roleOf(bytes, start, stop, hash);
  const metavariable = lexicon.metavariables && isMetavariable(state);
  if (state.before !== 0x2e) {
    state.chainBefore = state.before;
    state.chainRole = state.roleBefore;
  }
  const next = nextSignificant(bytes, stop, end, lexicon);
  // A single space is what mostly stands there, and no line break.
  const crossedLine = next > stop + (byte === 0x20 ? 1 : 0) && holdsLineBreak(bytes, stop, next);
  if (!metavariable && (bits === 0 || !isKeyword(state, bits, next, crossedLine))) {
    sink.add(
      bytes,
      start,
      stop,
      hash,
      mayDefine(state, next, crossedLine) ? wordFlag.code | wordFlag.definition : wordFlag.code,
    );
    state.roleBefore = 0;
  } else {
    if (lexicon.keywordsAsMembers && mayNameMember(state, bits, next)) {
      sink.add(bytes, start, stop, hash, wordFlag.text | wordFlag.definition);
    }
    state.roleBefore = bits;
    state.importing = isImporting(state, bits, bytes[next] ?? 0);
  }
  state.rawName = false;
  state.before = letter;
  state.lineBreak = false;
  state.wordEnd = stop;
  return stop;
}

const hyphen = 0x2d;

/** `import` begins a list of names, but not in `import("x")` and `import.meta`; a declaring keyword ends one. */
function isImporting({ importing }: LexState, bits: number, follows: number): boolean {
  if ((bits & role.imports) !== 0) {
    return follows !== 0x28 && follows !== 0x2e;
  }
  const declares = (bits & role.keyword) !== 0 && (bits & role.declares) !== 0;
  return importing && !declares;
}

/** Numbers are no words, but for search a run with letters (`0xFF`, `10px`) is one of text. */
function number(state: LexState, at: number): number {
  const { bytes, end, lexicon, sink } = state;
  let stop = at;
  while (stop < end && lexicon.wordPart[bytes[stop] ?? 0] === 1) {
    stop += 1;
  }
  readWords(bytes, at, stop, lexicon.textPart, sink);
  state.before = 0x30;
  state.roleBefore = 0;
  state.lineBreak = false;
  return stop;
}

/** A comment, a string, a regular expression, a brace, or just the sign it looks like. Returns where to go on. */
function trigger(state: LexState, at: number, byte: number): number {
  const { bytes, end, lexicon, sink } = state;
  for (const comment of lexicon.comments) {
    if (opens(bytes, at, end, comment.open)) {
      const stop = readText(bytes, at + comment.open.length, end, comment, lexicon.textPart, sink);
      state.lineBreak ||= holdsLineBreak(bytes, at, stop);
      return stop;
    }
  }
  const string = stringAt(state, at, byte);
  if (string !== undefined) {
    return insideString(state, at + string.open.length, string);
  }
  if (byte === 0x2f && lexicon.regexLiterals && valueMayStart(state, role.regexAfter)) {
    const stop = endOfRegex(bytes, at, end);
    if (stop > at) {
      return rawString(state, at, stop);
    }
  }
  return signOrText(state, at, byte);
}

/** Reads a sign and, where it ends a tag, the text after that. */
function signOrText(state: LexState, at: number, byte: number): number {
  let stop = sign(state, at, byte);
  for (
    let element = textElement(state);
    element !== undefined && stop < state.end;
    element = textElement(state)
  ) {
    stop = children(state, element, stop);
  }
  return stop;
}

/** The string that begins with a sign at `at`, if one does. */
function stringAt(state: LexState, at: number, byte: number): CompiledDelimited | undefined {
  const { bytes, end, lexicon } = state;
  const fenced = lexicon.rawStrings === "c-sharp" ? fencedString(bytes, at) : undefined;
  if (fenced !== undefined) {
    return fenced;
  }
  if (byte === 0x27 && lexicon.lifetimes) {
    return isCharacter(bytes, at) ? character : undefined;
  }
  if ((byte === 0x22 || byte === 0x27) && isAttribute(state)) {
    return byte === 0x22 ? attributeInDouble : attributeInSingle;
  }
  if (byte === 0x27 && state.before === letter && state.wordEnd === at && state.roleBefore === 0) {
    // `don't` between JSX tags: a quote that touches a name opens nothing.
    return undefined;
  }
  return lexicon.strings.find((one) => opens(bytes, at, end, one.open));
}

/** `'x'` and `'\\n'` are characters, `'name` is a lifetime. */
function isCharacter(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at + 1] ?? 0;
  // The width of one UTF-8 character by its first byte.
  const width = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return first === 0x5c || bytes[at + 1 + width] === 0x27;
}

const character = quoted(0x27, 0x5c, false);
/** Values of attributes in tags span lines and know no escapes. */
const attributeInDouble = quoted(0x22, 0, true);
const attributeInSingle = quoted(0x27, 0, true);

function quoted(quote: number, escape: number, multiline: boolean): CompiledDelimited {
  const delimiter = Uint8Array.of(quote);
  return {
    open: delimiter,
    close: delimiter,
    escape,
    multiline,
    nests: false,
    doubled: false,
    interpolation: undefined,
  };
}
