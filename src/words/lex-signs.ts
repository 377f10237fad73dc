import { type CompiledDelimited, role } from "./compile-lexicon.ts";
import { insideString } from "./lex-strings.ts";
import { code, letter, type LexState, type Outer, pattern, valueMayStart } from "./lex-state.ts";
import { children, endOfTag, tagBegins } from "./lex-tags.ts";

/** Reads one sign of code and keeps account of what it opens and closes. Returns where to go on. */
export function sign(state: LexState, at: number, byte: number): number {
  const inner = state.outer.at(-1);
  if (inner !== undefined) {
    const stop = signInside(state, inner, at, byte);
    if (stop > at) {
      return stop;
    }
  }
  if (
    byte === 0x3c &&
    state.lexicon.jsx &&
    valueMayStart(state, role.regexAfter) &&
    tagBegins(state, at)
  ) {
    state.outer.push({
      kind: "tag",
      string: undefined,
      braces: 0,
      brackets: state.brackets.length,
    });
  }
  if (byte === 0x40 && state.lexicon.rawNamePrefix === "@") {
    state.rawName = true;
    return at + 1;
  }
  track(state, byte);
  // What follows `...` stands like an item of a list, not like a member.
  const spreads = byte === 0x2e && state.bytes[at + 1] === 0x2e && state.bytes[at + 2] === 0x2e;
  return code(state, spreads ? 0x2c : byte, spreads ? at + 3 : at + 1);
}

/** A brace or a tag's end that closes what we stand in; `at` where the sign is just a sign. */
function signInside(state: LexState, inner: Outer, at: number, byte: number): number {
  if (byte === 0x7b) {
    inner.braces += 1;
  } else if (byte === 0x7d && inner.braces > 0) {
    inner.braces -= 1;
  } else if (byte === 0x7d && inner.string !== undefined) {
    state.outer.pop();
    return insideString(state, at + 1, inner.string);
  } else if (inner.string !== undefined && endsExpression(state, inner, inner.string, at, byte)) {
    state.outer.pop();
    return insideString(state, at + 1, inner.string);
  } else if (byte === 0x7d && inner.kind === "children") {
    return children(state, inner, at + 1);
  } else if (byte === 0x3e && inner.kind === "tag" && inner.braces === 0) {
    return endOfTag(state, inner, at);
  }
  return at;
}

/** The format of `{sum:N2}` and `{name!r}` is text of the string again. */
function endsExpression(
  state: LexState,
  inner: Outer,
  string: CompiledDelimited,
  at: number,
  byte: number,
): boolean {
  if (
    string.interpolation?.open.length !== 1 ||
    inner.braces > 0 ||
    state.brackets.length > inner.brackets
  ) {
    return false;
  }
  const after = state.bytes[at + 2];
  return byte === 0x3a || (byte === 0x21 && (after === 0x7d || after === 0x3a));
}

/** Keeps the open brackets; a closing one takes the unclosed `<` above its partner with it, since those only compared. */
function track(state: LexState, byte: number): void {
  if (
    byte === 0x28 ||
    byte === 0x5b ||
    byte === 0x7b ||
    (byte === 0x3c && state.before === letter)
  ) {
    state.brackets.push(byte === 0x7b && opensPattern(state) ? pattern : byte);
  } else if (byte === 0x3e) {
    if (state.brackets.at(-1) === 0x3c && state.before !== 0x3d) {
      state.brackets.pop();
    }
  } else if (byte === 0x29 || byte === 0x5d || byte === 0x7d) {
    while (state.brackets.at(-1) === 0x3c) {
      state.brackets.pop();
    }
    state.brackets.pop();
  } else if (byte === 0x3b) {
    while (state.brackets.at(-1) === 0x3c) {
      state.brackets.pop();
    }
  }
}

/** `const { a: b } = …` and what is nested in it. */
function opensPattern(state: LexState): boolean {
  return (
    (state.roleBefore & role.declares) !== 0 ||
    (state.before === 0x3a && state.brackets.at(-1) === pattern)
  );
}
