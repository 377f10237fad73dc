import type { IndexedFile } from "./indexed-file.ts";
import { narrowByLine } from "./narrow-by-lines.ts";
import { searchHunkEverywhere, type Found } from "./search-hunk.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** A hunk with the places that were found for it. */
export type FoundHunk = Found & { readonly sent: SentHunk };

/**
 * Chooses among the places of a hunk by its line number. Where a hunk that fits in one place only shows that the file
 * has moved under the patch, the numbers of the others are worth as much less: even one that fits exactly where it
 * says is then looked for everywhere.
 */
export function weighLineNumbers(
  found: readonly FoundHunk[],
  file: IndexedFile,
): readonly FoundHunk[] {
  if (found.every(({ sent }) => sent.hunk.lineHint === undefined)) {
    return found;
  }
  const hasMoved = found.some((one) => (shiftOf(one) ?? 0) !== 0);
  const searched = hasMoved ? found.map((one) => searchedAgain(one, file)) : found;
  const before = shiftsBefore(searched);
  const after = shiftsBefore(searched.toReversed()).toReversed();
  return searched.map((one, at) => {
    const shifts = [before[at], after[at]].filter((shift) => shift !== undefined);
    return { ...one, places: narrowByLine(one.sent, one.places, shifts, file) };
  });
}

function searchedAgain(one: FoundHunk, file: IndexedFile): FoundHunk {
  const search = one.atHint ? searchHunkEverywhere(one.sent, file) : one;
  return "code" in search ? one : { ...search, sent: one.sent };
}

/** By how many lines a hunk is elsewhere than its number says; undefined if it does not show that. */
function shiftOf({ sent, places, atHint }: FoundHunk): number | undefined {
  const { lineHint } = sent.hunk;
  const place = places.at(0);
  const isOnly = place !== undefined && places.count === 1 && !atHint;
  return isOnly && lineHint !== undefined ? place.origin - (lineHint - 1) : undefined;
}

/** For each, the shift of the nearest one before it that shows one. */
function shiftsBefore(found: readonly FoundHunk[]): readonly (number | undefined)[] {
  let last: number | undefined;
  return found.map((one) => {
    const before = last;
    last = shiftOf(one) ?? last;
    return before;
  });
}
