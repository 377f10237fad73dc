import { role } from "./compile-lexicon.ts";
import { letter, type LexState, lineFeed, pattern } from "./lex-state.ts";

/**
 * Whether the name before `next` may be that of a definition: what stands around it decides, by the lexicon's lists.
 * It never rules out a definition that the grammars find.
 */
export function mayDefine(state: LexState, next: number, crossedLine: boolean): boolean {
  if (state.importing) {
    // `import fs = require("fs")` is the only form that names something new.
    return signAt(state, next) === 0x3d;
  }
  if ((state.roleBefore & role.declares) !== 0) {
    return true;
  }
  if ((state.roleBefore & role.uses) !== 0 && !state.lineBreak) {
    return false;
  }
  const follows = signAt(state, next);
  if (follows === 0) {
    return false;
  }
  if (state.before === 0x2e) {
    return mayDefineMember(state, follows, crossedLine);
  }
  const around = state.brackets.at(-1);
  if (state.before === 0x3a && around === pattern) {
    return true;
  }
  if (
    around === 0x28 &&
    !state.lexicon.inParentheses &&
    (state.roleBefore & role.contextual) === 0
  ) {
    return false;
  }
  const allowedBefore =
    state.lexicon.before[state.before] === 1 ||
    (state.lineBreak && state.lexicon.before[lineFeed] === 1);
  return (
    allowedBefore &&
    ((crossedLine && state.lexicon.after[lineFeed] === 1) || state.lexicon.after[follows] === 1)
  );
}

/** `exports.a =`, `self.b, self.c =`, an embedded `shop.Cart`, an explicit `void IShop.Open()`. */
function mayDefineMember(state: LexState, follows: number, crossedLine: boolean): boolean {
  if (follows === 0x28) {
    const typed =
      state.chainBefore === letter
        ? (state.chainRole & role.uses) === 0
        : state.chainBefore === 0x3e || state.chainBefore === 0x5d || state.chainBefore === 0x3f;
    return typed && state.lexicon.afterMember[follows] === 1;
  }
  return (
    state.lexicon.afterMember[follows] === 1 ||
    (crossedLine && state.lexicon.afterMember[lineFeed] === 1)
  );
}

/** The byte that follows a name, `a` for a word, `>` for `=>`, and 0 for `==`. */
function signAt(state: LexState, at: number): number {
  const sign = byteAfter(state, at);
  if (sign !== 0x3d) {
    return sign;
  }
  const second = state.bytes[at + 1];
  return second === 0x3d ? 0 : second === 0x3e ? 0x3e : sign;
}

function byteAfter(state: LexState, at: number): number {
  const byte = state.bytes[at] ?? 0;
  return state.lexicon.wordPart[byte] === 1 ? letter : byte;
}
