import { byteClass, role } from "./compile-lexicon.ts";
import { hashFactor } from "./hash.ts";
import { letter, type LexState, tableOf } from "./lex-state.ts";

/** Rust's `$text:expr`: neither the variable of a macro nor the kind of what it stands for is a name. */
export function isMetavariable(state: LexState): boolean {
  const fragment = state.before === 0x3a && state.chainBefore === 0x24;
  return state.before === 0x24 || fragment;
}

/** Whether one of the language's own words stands here for itself, and not as a name. */
export function isKeyword(
  state: LexState,
  bits: number,
  next: number,
  crossedLine: boolean,
): boolean {
  const follows = state.bytes[next] ?? 0;
  if (state.before === 0x2e) {
    return !state.lexicon.keywordsAsMembers && (bits & role.keyword) !== 0;
  }
  if (state.before === 0x27 && state.lexicon.lifetimes) {
    // The lifetime `'static` is a name like any other.
    return false;
  }
  if ((bits & role.keyword) !== 0) {
    return !(state.lexicon.keywordsAsMembers && namesMember(state, bits, next, follows));
  }
  if ((bits & role.type) !== 0 && standsForType(state, follows, crossedLine)) {
    return true;
  }
  if ((bits & role.contextual) === 0 || crossedLine) {
    return false;
  }
  if (state.lexicon.wordPart[follows] === 1) {
    return (roleOfWordAt(state, next) & role.infix) === 0;
  }
  const opened =
    state.before === 0x7b ||
    state.before === 0x3b ||
    state.before === 0x7d ||
    (state.before === letter && state.roleBefore !== 0);
  if (opened && (follows === 0x3b || (follows === 0x3d && state.bytes[next + 1] === 0x3e))) {
    // C#'s `get;` and `private set => …`.
    return true;
  }
  if (state.before === 0x5b && follows === 0x3a && !state.lexicon.keywordsAsMembers) {
    // C#'s `[assembly: …]`.
    return true;
  }
  const spaced = next > 0 && state.lexicon.classes[state.bytes[next - 1] ?? 0] === byteClass.space;
  return contextualBefore[follows] === 1 || (follows === 0x28 && spaced);
}

/** `{ class: 1 }`, `readonly false: T`, `async delete()`; but not the keyword in `a ? null : b` or `default:`. */
function namesMember(state: LexState, bits: number, next: number, follows: number): boolean {
  const modified =
    state.before === letter &&
    (state.roleBefore & (role.contextual | role.uses)) === role.contextual;
  if (follows === 0x28) {
    return modified && (bits & role.declares) === 0;
  }
  const colon = follows === 0x3a || (follows === 0x3f && state.bytes[next + 1] === 0x3a);
  const opened =
    state.before === 0x7b ||
    state.before === 0x2c ||
    state.before === 0x3b ||
    (state.lineBreak && state.before !== 0x3f);
  return colon && (bits & role.label) === 0 && (modified || opened);
}

/** A keyword that a grammar may take for a member's name (`delete() {`, `do = 1`): no identifier for us, but worth a parse. */
export function mayNameMember(state: LexState, bits: number, next: number): boolean {
  const modified = state.before === letter && (state.roleBefore & role.contextual) !== 0;
  const opened =
    modified ||
    state.lineBreak ||
    state.before === 0x7b ||
    state.before === 0x7d ||
    state.before === 0x2c ||
    state.before === 0x3b;
  return opened && (bits & role.statement) === 0 && memberAfter[state.bytes[next] ?? 0] === 1;
}

/** `x: string;` and `Map<string, number>`, but not `{ string, number }` or `z.string()`. */
function standsForType(state: LexState, follows: number, crossedLine: boolean): boolean {
  if (state.lexicon.typesReserved) {
    // Rust's `u32::MAX` and `str::from_utf8` go through a module of that name.
    return follows !== 0x3a && follows !== 0x2e && follows !== 0x28;
  }
  if (state.before === 0x2c) {
    return state.brackets.at(-1) === 0x3c || typeAfterComma[follows] === 1;
  }
  if (state.before === 0x28) {
    return follows === 0x7c;
  }
  const opened =
    typeBefore[state.before] === 1 ||
    (state.before === letter && (state.roleBefore & (role.infix | role.contextual)) !== 0);
  return opened && (crossedLine || typeAfter[follows] === 1);
}

function roleOfWordAt(state: LexState, at: number): number {
  let stop = at;
  let hash = 0;
  while (stop < state.end && state.lexicon.wordPart[state.bytes[stop] ?? 0] === 1) {
    hash = (Math.imul(hash, hashFactor) + (state.bytes[stop] ?? 0)) | 0;
    stop += 1;
  }
  return state.lexicon.roleOf(state.bytes, at, stop, hash);
}

/** What makes a contextual keyword of the word before it: a string, an opening bracket, `*`, `#`, `@`. */
const contextualBefore = tableOf("\"'`{[*#@");
/** What follows the name of a member where it is defined. */
export const memberAfter = tableOf("(:=?!;<,}{");
const typeBefore = tableOf(":|&<[?=>");
const typeAfter = tableOf(";,)|&>]}={[");
const typeAfterComma = tableOf(">]|&[");
