import type { CompiledDelimited } from "./compile-lexicon.ts";
import { role } from "./compile-lexicon.ts";
import { hashOf } from "./hash.ts";
import { memberAfter } from "./keyword-rules.ts";
import { code, type LexState, value } from "./lex-state.ts";
import { nextSignificant } from "./look-ahead.ts";
import { readText, readWords } from "./read-text.ts";
import { endOfRustRaw, opens } from "./skip.ts";
import { wordFlag } from "./word-sink.ts";

/** Reads on inside a string until it closes or code begins in it. */
export function insideString(state: LexState, from: number, string: CompiledDelimited): number {
  const stop = readText(state.bytes, from, state.end, string, state.lexicon.textPart, state.sink);
  const opening = string.interpolation?.open;
  if (
    opening === undefined ||
    stop - opening.length < from ||
    !opens(state.bytes, stop - opening.length, state.end, opening)
  ) {
    quotedName(state, from, stop - string.close.length, stop);
    return value(state, stop);
  }
  state.outer.push({ kind: "interpolation", string, braces: 0, brackets: state.brackets.length });
  return code(state, 0x28, stop);
}

/** A string or regular expression whose end is known. */
export function rawString(state: LexState, from: number, stop: number): number {
  readWords(state.bytes, from, stop, state.lexicon.textPart, state.sink);
  return value(state, stop);
}

/** Where a string that starts with the word `[start, stop)` ends, or `stop` where there is none. */
export function prefixedStringEnd(state: LexState, start: number, stop: number): number {
  const follows = state.bytes[stop];
  if (follows !== 0x22 && follows !== 0x27 && follows !== 0x23) {
    return stop;
  }
  if (state.lexicon.rawStrings === "rust") {
    const raw = endOfRustRaw(state.bytes, start, stop, state.end);
    if (raw > stop) {
      return rawString(state, stop, raw);
    }
  }
  for (const one of state.lexicon.prefixedStrings) {
    if (start + one.open.length > stop && opens(state.bytes, start, state.end, one.open)) {
      return insideString(state, start + one.open.length, one);
    }
  }
  return stop;
}

/** `"name": T`, `["name"]() {}` and `declare module "name"` define, too. */
function quotedName(state: LexState, from: number, to: number, stop: number): void {
  const declared = (state.roleBefore & role.declares) !== 0;
  const next = nextSignificant(
    state.bytes,
    state.bytes[stop] === 0x5d ? stop + 1 : stop,
    state.end,
    state.lexicon,
  );
  if (
    to <= from ||
    !state.lexicon.keywordsAsMembers ||
    (!declared && memberAfter[state.bytes[next] ?? 0] !== 1)
  ) {
    return;
  }
  for (let at = from; at < to; at += 1) {
    if (state.lexicon.wordPart[state.bytes[at] ?? 0] !== 1) {
      return;
    }
  }
  state.sink.add(
    state.bytes,
    from,
    to,
    hashOf(state.bytes, from, to),
    wordFlag.text | wordFlag.definition,
  );
}
