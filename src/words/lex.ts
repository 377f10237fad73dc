import { byteClass, role } from "./compile-lexicon.ts";
import type { CompiledDelimited, CompiledLexicon } from "./compile-lexicon.ts";
import { hashFactor, hashOf } from "./hash.ts";
import { readText, readWords } from "./read-text.ts";
import { endOfRegex, endOfRustRaw, fencedString, opens } from "./skip.ts";
import { wordFlag } from "./word-sink.ts";
import type { WordSink } from "./word-sink.ts";

/** Something that code stands in. */
interface Outer {
  kind: "interpolation" | "tag" | "children";
  /** The string that an interpolation is in. */
  readonly string: CompiledDelimited | undefined;
  /** Braces open in its code, or `betweenTags`. */
  braces: number;
  /** How many brackets were open when it began. */
  readonly brackets: number;
}

const betweenTags = -1;
/** Stands among the open brackets for a brace that takes an object apart. */
const pattern = 0x01;
const letter = 0x61; // `a` stands for "a word" in a lexicon's before and after.
const lineFeed = 0x0a;
const hyphen = 0x2d;

/**
 * Finds every word of a source file: the identifiers of its code, and apart from them the words
 * of its comments and strings. One pass over bytes, no grammar, never fails: where source
 * is broken, an unclosed string ends with its line and reading goes on.
 * @param bytes UTF-8; only `bytes[0, end)` is read
 */
export function lex(bytes: Uint8Array, end: number, lexicon: CompiledLexicon, sink: WordSink): void {
  const { classes, wordPart, textPart } = lexicon;
  /** What the code being read stands in: an interpolation's string, a tag, the children of a tag. */
  const outer: Outer[] = [];
  /** Brackets open in the code, as their signs; `<` only where it follows a word, like a type's arguments do. */
  const brackets: number[] = [];
  let index = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (bytes[index] === 0x23 && bytes[index + 1] === 0x21 && bytes[index + 2] !== 0x5b) {
    // `#!/usr/bin/env node`
    const line = bytes.subarray(0, end).indexOf(lineFeed);
    readWords(bytes, index, line < 0 ? end : line, lexicon.textPart, sink);
    index = line < 0 ? end : line;
  }
  /** The last significant byte; `a` for a word, `0` for a number, `"` for a string. */
  let before = lineFeed;
  let roleBefore = 0;
  let lineBreak = true;
  let wordEnd = -1;
  /** The word that comes is a name even if it is a keyword. */
  let rawName = false;
  /** What stood before the first word of a chain `a.b.c`. */
  let chainBefore = lineFeed;
  let chainRole = 0;

  while (index < end) {
    const byte = bytes[index] ?? 0;
    const kind = classes[byte];
    if (kind === byteClass.space) {
      index += 1;
      continue;
    }
    if (kind === byteClass.word) {
      const start = index;
      let hash = 0;
      do {
        hash = (Math.imul(hash, hashFactor) + (bytes[index] ?? 0)) | 0;
        index += 1;
      } while (index < end && (wordPart[bytes[index] ?? 0] === 1 || (bytes[index] === hyphen && isAttribute())));
      const quoted = prefixedStringEnd(start, index);
      if (quoted > index) {
        index = quoted;
        continue;
      }
      if (lexicon.rawNamePrefix === "r#" && bytes[index] === 0x23 && index - start === 1 && bytes[start] === 0x72) {
        // The name of `r#type` is `type`.
        rawName = true;
        index += 1;
        continue;
      }
      const bits = rawName ? 0 : lexicon.roleOf(bytes, start, index, hash);
      rawName = false;
      const metavariable = isMetavariable();
      if (before !== 0x2e) {
        chainBefore = before;
        chainRole = roleBefore;
      }
      const next = nextSignificant(bytes, index, end, lexicon);
      const crossedLine = next > index && holdsLineBreak(bytes, index, next);
      if (!metavariable && (bits === 0 || !isKeyword(bits, next, crossedLine))) {
        const flags = mayDefine(next, crossedLine) ? wordFlag.code | wordFlag.definition : wordFlag.code;
        sink.add(bytes, start, index, hash, flags);
        roleBefore = 0;
      } else {
        if (lexicon.keywordsAsMembers && mayNameMember(bits, next)) {
          sink.add(bytes, start, index, hash, wordFlag.text | wordFlag.definition);
        }
        roleBefore = bits;
      }
      before = letter;
      lineBreak = false;
      wordEnd = index;
      continue;
    }
    if (kind === byteClass.newline) {
      lineBreak = true;
      index += 1;
      continue;
    }
    if (kind === byteClass.digit) {
      index = number(index);
      before = 0x30;
    } else if (kind === byteClass.trigger) {
      index = trigger(index, byte);
      continue;
    } else {
      before = byte;
      index += 1;
    }
    roleBefore = 0;
    lineBreak = false;
  }

  /** A comment, a string, a regular expression, a brace, or just the sign it looks like. Returns where to go on. */
  function trigger(at: number, byte: number): number {
    for (const comment of lexicon.comments) {
      if (opens(bytes, at, end, comment.open)) {
        const stop = readText(bytes, at + comment.open.length, end, comment, textPart, sink);
        lineBreak ||= holdsLineBreak(bytes, at, stop);
        return stop;
      }
    }
    const fenced = lexicon.rawStrings === "c-sharp" ? fencedString(bytes, at) : undefined;
    if (fenced !== undefined) {
      return insideString(at + fenced.open.length, fenced);
    }
    if (byte === 0x27 && lexicon.lifetimes) {
      return characterOrLifetime(at);
    }
    if ((byte === 0x22 || byte === 0x27) && isAttribute()) {
      return insideString(at + 1, byte === 0x22 ? attributeInDouble : attributeInSingle);
    }
    for (const one of lexicon.strings) {
      if (opens(bytes, at, end, one.open)) {
        // `don't` between JSX tags: a quote that touches a name opens nothing.
        if (byte === 0x27 && before === letter && wordEnd === at && roleBefore === 0) {
          break;
        }
        return insideString(at + one.open.length, one);
      }
    }
    if (byte === 0x2f && lexicon.regexLiterals && valueMayStart()) {
      const stop = endOfRegex(bytes, at, end);
      if (stop > at) {
        return rawString(at, stop);
      }
    }
    return sign(at, byte);
  }

  function sign(at: number, byte: number): number {
    const inner = outer.at(-1);
    if (inner !== undefined) {
      const stop = signInside(inner, at, byte);
      if (stop > at) {
        return stop;
      }
    }
    if (byte === 0x3c && lexicon.jsx && valueMayStart() && tagBegins(bytes, at, end, lexicon)) {
      outer.push({ kind: "tag", string: undefined, braces: 0, brackets: brackets.length });
    }
    if (byte === 0x40 && lexicon.rawNamePrefix === "@") {
      rawName = true;
      return at + 1;
    }
    track(byte);
    // What follows `...` stands like an item of a list, not like a member.
    const spreads = byte === 0x2e && bytes[at + 1] === 0x2e && bytes[at + 2] === 0x2e;
    return code(spreads ? 0x2c : byte, spreads ? at + 3 : at + 1);
  }

  /** A brace or a tag's end that closes what we stand in; `at` where the sign is just a sign. */
  function signInside(inner: Outer, at: number, byte: number): number {
    if (byte === 0x7b) {
      inner.braces += 1;
    } else if (byte === 0x7d && inner.braces > 0) {
      inner.braces -= 1;
    } else if (byte === 0x7d && inner.string !== undefined) {
      outer.pop();
      return insideString(at + 1, inner.string);
    } else if (inner.string !== undefined && endsExpression(inner, inner.string, at, byte)) {
      outer.pop();
      return insideString(at + 1, inner.string);
    } else if (byte === 0x7d && inner.kind === "children") {
      return children(inner, at + 1);
    } else if (byte === 0x3e && inner.kind === "tag" && inner.braces === 0) {
      return endOfTag(inner, at);
    }
    return at;
  }

  /** The format of `{sum:N2}` and `{name!r}` is text of the string again. */
  function endsExpression(inner: Outer, string: CompiledDelimited, at: number, byte: number): boolean {
    if (string.interpolation?.open.length !== 1 || inner.braces > 0 || brackets.length > inner.brackets) {
      return false;
    }
    const after = bytes[at + 2];
    return byte === 0x3a || (byte === 0x21 && (after === 0x7d || after === 0x3a));
  }

  function endOfTag(tag: Outer, at: number): number {
    if (before === 0x2f) {
      return endOfElement(at + 1);
    }
    tag.kind = "children";
    return children(tag, at + 1);
  }

  /** Reads the text between tags up to code in braces, a tag inside, or the closing tag. */
  function children(element: Outer, from: number): number {
    let at = from;
    while (at < end && bytes[at] !== 0x7b && bytes[at] !== 0x3c) {
      at += 1;
    }
    readWords(bytes, from, at, textPart, sink);
    if (bytes[at] === 0x7b) {
      element.braces = 0;
      return code(0x28, at + 1);
    }
    element.braces = betweenTags;
    if (bytes[at + 1] !== 0x2f) {
      outer.push({ kind: "tag", string: undefined, braces: 0, brackets: brackets.length });
      return code(0x3c, at + 1);
    }
    const close = bytes.indexOf(0x3e, at);
    const stop = close < 0 || close > end ? end : close;
    // The closing tag repeats a name that its opening tag has given already.
    readWords(bytes, at, stop, textPart, sink);
    return endOfElement(stop + 1);
  }

  /** An element ended: we are between the tags of the one around it, or back in code. */
  function endOfElement(at: number): number {
    outer.pop();
    const around = outer.at(-1);
    return around?.kind === "children" && around.braces === betweenTags ? children(around, at) : value(at);
  }

  /** Keeps the open brackets; a closing one takes the unclosed `<` above its partner with it, since those only compared. */
  function track(byte: number): void {
    if (byte === 0x28 || byte === 0x5b || byte === 0x7b || (byte === 0x3c && before === letter)) {
      brackets.push(byte === 0x7b && opensPattern() ? pattern : byte);
    } else if (byte === 0x3e) {
      if (brackets.at(-1) === 0x3c && before !== 0x3d) {
        brackets.pop();
      }
    } else if (byte === 0x29 || byte === 0x5d || byte === 0x7d) {
      while (brackets.at(-1) === 0x3c) {
        brackets.pop();
      }
      brackets.pop();
    } else if (byte === 0x3b) {
      while (brackets.at(-1) === 0x3c) {
        brackets.pop();
      }
    }
  }

  /** `const { a: b } = …` and what is nested in it. */
  function opensPattern(): boolean {
    return (roleBefore & role.declares) !== 0 || (before === 0x3a && brackets.at(-1) === pattern);
  }

  /** Code goes on at `at`, after `sign`. */
  function code(sign: number, at: number): number {
    before = sign;
    roleBefore = 0;
    lineBreak = false;
    return at;
  }

  /** Reads on inside a string until it closes or code begins in it. */
  function insideString(from: number, string: CompiledDelimited): number {
    const stop = readText(bytes, from, end, string, textPart, sink);
    const opening = string.interpolation?.open;
    if (opening === undefined || stop - opening.length < from || !opens(bytes, stop - opening.length, end, opening)) {
      quotedName(from, stop - string.close.length, stop);
      return value(stop);
    }
    outer.push({ kind: "interpolation", string, braces: 0, brackets: brackets.length });
    return code(0x28, stop);
  }

  function rawString(from: number, stop: number): number {
    readWords(bytes, from, stop, textPart, sink);
    return value(stop);
  }

  /** `"name": T`, `["name"]() {}` and `declare module "name"` define, too. */
  function quotedName(from: number, to: number, stop: number): void {
    const declared = (roleBefore & role.declares) !== 0;
    const next = nextSignificant(bytes, bytes[stop] === 0x5d ? stop + 1 : stop, end, lexicon);
    if (to <= from || !lexicon.keywordsAsMembers || (!declared && memberAfter[bytes[next] ?? 0] !== 1)) {
      return;
    }
    for (let at = from; at < to; at += 1) {
      if (wordPart[bytes[at] ?? 0] !== 1) {
        return;
      }
    }
    sink.add(bytes, from, to, hashOf(bytes, from, to), wordFlag.text | wordFlag.definition);
  }

  /** What was read up to `stop` is a value. */
  function value(stop: number): number {
    before = 0x22;
    roleBefore = 0;
    lineBreak = false;
    return stop;
  }

  /** Where a string that starts with the word `[start, stop)` ends, or `stop` where there is none. */
  function prefixedStringEnd(start: number, stop: number): number {
    const follows = bytes[stop];
    if (follows !== 0x22 && follows !== 0x27 && follows !== 0x23) {
      return stop;
    }
    if (lexicon.rawStrings === "rust") {
      const raw = endOfRustRaw(bytes, start, stop, end);
      if (raw > stop) {
        return rawString(stop, raw);
      }
    }
    for (const one of lexicon.prefixedStrings) {
      if (start + one.open.length > stop && opens(bytes, start, end, one.open)) {
        return insideString(start + one.open.length, one);
      }
    }
    return stop;
  }

  function characterOrLifetime(at: number): number {
    const first = bytes[at + 1] ?? 0;
    // The width of one UTF-8 character by its first byte.
    const width = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first === 0x5c || bytes[at + 1 + width] === 0x27) {
      return insideString(at + 1, character);
    }
    return sign(at, 0x27);
  }

  /** Numbers are no words, but for search a run with letters (`0xFF`, `10px`) is one of text. */
  function number(at: number): number {
    let stop = at;
    while (stop < end && wordPart[bytes[stop] ?? 0] === 1) {
      stop += 1;
    }
    readWords(bytes, at, stop, textPart, sink);
    return stop;
  }

  /** Attributes of tags may hold hyphens: `data-id`. */
  function isAttribute(): boolean {
    const inner = outer.at(-1);
    return inner?.kind === "tag" && inner.braces === 0;
  }

  function byteAfter(at: number): number {
    const byte = bytes[at] ?? 0;
    return wordPart[byte] === 1 ? letter : byte;
  }

  /** Rust's `$text:expr`: neither the variable of a macro nor the kind of what it stands for is a name. */
  function isMetavariable(): boolean {
    const fragment = before === 0x3a && chainBefore === 0x24;
    return lexicon.metavariables && (before === 0x24 || fragment);
  }

  function isKeyword(bits: number, next: number, crossedLine: boolean): boolean {
    const follows = bytes[next] ?? 0;
    if (before === 0x2e) {
      return !lexicon.keywordsAsMembers && (bits & role.keyword) !== 0;
    }
    if (before === 0x27 && lexicon.lifetimes) {
      // The lifetime `'static` is a name like any other.
      return false;
    }
    if ((bits & role.keyword) !== 0) {
      return !(lexicon.keywordsAsMembers && namesMember(bits, next, follows));
    }
    if ((bits & role.type) !== 0 && standsForType(follows, crossedLine)) {
      return true;
    }
    if ((bits & role.contextual) === 0 || crossedLine) {
      return false;
    }
    if (wordPart[follows] === 1) {
      return (roleOfWordAt(next) & role.infix) === 0;
    }
    const opened = before === 0x7b || before === 0x3b || before === 0x7d || (before === letter && roleBefore !== 0);
    if (opened && (follows === 0x3b || (follows === 0x3d && bytes[next + 1] === 0x3e))) {
      // C#'s `get;` and `private set => …`.
      return true;
    }
    if (before === 0x5b && follows === 0x3a && !lexicon.keywordsAsMembers) {
      // C#'s `[assembly: …]`.
      return true;
    }
    const spaced = next > 0 && classes[bytes[next - 1] ?? 0] === byteClass.space;
    return contextualBefore[follows] === 1 || (follows === 0x28 && spaced);
  }

  /** `{ class: 1 }`, `readonly false: T`, `async delete()`; but not the keyword in `a ? null : b` or `default:`. */
  function namesMember(bits: number, next: number, follows: number): boolean {
    const modified = before === letter && (roleBefore & (role.contextual | role.uses)) === role.contextual;
    if (follows === 0x28) {
      return modified && (bits & role.declares) === 0;
    }
    const colon = follows === 0x3a || (follows === 0x3f && bytes[next + 1] === 0x3a);
    const opened = before === 0x7b || before === 0x2c || before === 0x3b || (lineBreak && before !== 0x3f);
    return colon && (bits & role.label) === 0 && (modified || opened);
  }

  /** A keyword that a grammar may take for a member's name (`delete() {`, `do = 1`): no identifier for us, but worth a parse. */
  function mayNameMember(bits: number, next: number): boolean {
    const modified = before === letter && (roleBefore & role.contextual) !== 0;
    const opened = modified || lineBreak || before === 0x7b || before === 0x7d || before === 0x2c || before === 0x3b;
    return opened && (bits & role.statement) === 0 && memberAfter[bytes[next] ?? 0] === 1;
  }

  /** `x: string;` and `Map<string, number>`, but not `{ string, number }` or `z.string()`. */
  function standsForType(follows: number, crossedLine: boolean): boolean {
    if (lexicon.typesReserved) {
      // Rust's `u32::MAX` and `str::from_utf8` go through a module of that name.
      return follows !== 0x3a && follows !== 0x2e && follows !== 0x28;
    }
    if (before === 0x2c) {
      return brackets.at(-1) === 0x3c || typeAfterComma[follows] === 1;
    }
    if (before === 0x28) {
      return follows === 0x7c;
    }
    const opened = typeBefore[before] === 1 || (before === letter && (roleBefore & (role.infix | role.contextual)) !== 0);
    return opened && (crossedLine || typeAfter[follows] === 1);
  }

  function roleOfWordAt(at: number): number {
    let stop = at;
    let hash = 0;
    while (stop < end && wordPart[bytes[stop] ?? 0] === 1) {
      hash = (Math.imul(hash, hashFactor) + (bytes[stop] ?? 0)) | 0;
      stop += 1;
    }
    return lexicon.roleOf(bytes, at, stop, hash);
  }

  function mayDefine(next: number, crossedLine: boolean): boolean {
    if ((roleBefore & role.declares) !== 0) {
      return true;
    }
    if ((roleBefore & role.uses) !== 0 && !lineBreak) {
      return false;
    }
    const follows = signAt(next);
    if (follows === 0) {
      return false;
    }
    if (before === 0x2e) {
      return mayDefineMember(follows, crossedLine);
    }
    const around = brackets.at(-1);
    if (before === 0x3a && around === pattern) {
      return true;
    }
    if (around === 0x28 && !lexicon.inParentheses && (roleBefore & role.contextual) === 0) {
      return false;
    }
    const allowedBefore = lexicon.before[before] === 1 || (lineBreak && lexicon.before[lineFeed] === 1);
    return allowedBefore && ((crossedLine && lexicon.after[lineFeed] === 1) || lexicon.after[follows] === 1);
  }

  /** `exports.a =`, `self.b, self.c =`, an embedded `shop.Cart`, an explicit `void IShop.Open()`. */
  function mayDefineMember(follows: number, crossedLine: boolean): boolean {
    if (follows === 0x28) {
      const typed = chainBefore === letter ? (chainRole & role.uses) === 0 : chainBefore === 0x3e || chainBefore === 0x5d || chainBefore === 0x3f;
      return typed && lexicon.afterMember[follows] === 1;
    }
    return lexicon.afterMember[follows] === 1 || (crossedLine && lexicon.afterMember[lineFeed] === 1);
  }

  /** The byte that follows a name, `a` for a word, `>` for `=>`, and 0 for `==`. */
  function signAt(at: number): number {
    const sign = byteAfter(at);
    if (sign !== 0x3d) {
      return sign;
    }
    const second = bytes[at + 1];
    return second === 0x3d ? 0 : second === 0x3e ? 0x3e : sign;
  }

  function valueMayStart(): boolean {
    if (before === letter) {
      return (roleBefore & role.regexAfter) !== 0;
    }
    // After `)` and `]` a slash divides; after `}` it does unless a line begins; after `<` it closes a tag.
    const ended = before === 0x29 || before === 0x5d || before === 0x30 || before === 0x22 || before === 0x3c;
    return !ended && (before !== 0x7d || lineBreak);
  }
}

const character = quoted(0x27, 0x5c, false);
/** Values of attributes in tags span lines and know no escapes. */
const attributeInDouble = quoted(0x22, 0, true);
const attributeInSingle = quoted(0x27, 0, true);

function quoted(quote: number, escape: number, multiline: boolean): CompiledDelimited {
  const delimiter = Uint8Array.of(quote);
  return { open: delimiter, close: delimiter, escape, multiline, nests: false, doubled: false, interpolation: undefined };
}

/** What makes a contextual keyword of the word before it: a string, an opening bracket, `*`, `#`, `@`. */
const contextualBefore = tableOf("\"'`{[*#@");
const memberAfter = tableOf("(:=?!;<,}{");
const typeBefore = tableOf(":|&<[?=>");
const typeAfter = tableOf(";,)|&>]}={[");
const typeAfterComma = tableOf(">]|&[");

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const one of characters) {
    table[one.charCodeAt(0)] = 1;
  }
  return table;
}

/**
 * Whether `<` begins a tag and not a generic arrow function: those continue with `,`, `=`, `extends` or `>(`.
 */
function tagBegins(bytes: Uint8Array, at: number, end: number, lexicon: CompiledLexicon): boolean {
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
    follows === 0x2c || follows === 0x3d || (follows === 0x3e && bytes[next + 1] === 0x28) || opens(bytes, next, end, extendsWord);
  return !generic;
}

const extendsWord = new TextEncoder().encode("extends ");

/** The index of the next byte that is neither white space nor in a comment. */
function nextSignificant(bytes: Uint8Array, from: number, end: number, lexicon: CompiledLexicon): number {
  let index = from;
  while (index < end) {
    const kind = lexicon.classes[bytes[index] ?? 0];
    if (kind === byteClass.newline || kind === byteClass.space) {
      index += 1;
    } else {
      const comment = kind === byteClass.trigger ? endOfCommentAt(bytes, index, end, lexicon) : index;
      if (comment === index) {
        return index;
      }
      index = comment;
    }
  }
  return index;
}

function endOfCommentAt(bytes: Uint8Array, at: number, end: number, lexicon: CompiledLexicon): number {
  for (const comment of lexicon.comments) {
    if (opens(bytes, at, end, comment.open)) {
      return readText(bytes, at + comment.open.length, end, comment, lexicon.textPart, undefined);
    }
  }
  return at;
}

function holdsLineBreak(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    if (bytes[index] === lineFeed) {
      return true;
    }
  }
  return false;
}
