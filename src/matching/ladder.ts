import { findAmongBlankLines } from "./find-among-blank-lines.ts";
import { findExact, findTrimmed } from "./find-exact.ts";
import { findIndented } from "./find-indented.ts";
import { findLookalikes } from "./find-lookalikes.ts";
import { findRepaired } from "./find-repaired.ts";
import { findUnsigned } from "./find-unsigned.ts";
import { findWithLessContext } from "./find-with-less-context.ts";
import type { IndexedFile } from "./indexed-file.ts";
import type { Places } from "./place.ts";
import type { MatchOptions } from "./placement.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** Every place where the hunk fits at one level. */
export type Search = (sent: SentHunk, file: IndexedFile) => Places;

/** Bytes; then bytes but for blanks at the ends of lines. */
const strictLadder: readonly Search[] = [findExact, findTrimmed];

const wholeLadder: readonly Search[] = [
  ...strictLadder,
  findUnsigned,
  findIndented,
  findLookalikes,
  findRepaired,
  findAmongBlankLines,
  findWithLessContext,
];

/** Without what would have to know the meaning of bytes that are not ASCII, or changes a text that is not understood. */
const transparentLadder: readonly Search[] = [
  ...strictLadder,
  findUnsigned,
  findIndented,
  findWithLessContext,
];

/** From strict to loose; the first that finds a place decides. */
export function ladderFor({ subject, options }: IndexedFile, sent: SentHunk): readonly Search[] {
  if (options.match === "exact" || sent.lines.some(({ kind }) => kind === "bare")) {
    return strictLadderFor(options);
  }
  return subject.transparent ? transparentLadder : wholeLadder;
}

export function strictLadderFor({ match }: MatchOptions): readonly Search[] {
  return match === "exact" ? [findExact] : strictLadder;
}
