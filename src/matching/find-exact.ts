import { trimEnd } from "./blanks.ts";
import { contiguousPlace, contiguousPlaces } from "./contiguous-places.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { listPlaces, type Places } from "./place.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** Level 0. */
export function findExact(sent: SentHunk, file: IndexedFile): Places {
  return contiguousPlaces(sent, 0, file.exact().find(sent.oldTexts));
}

/** Level 1: blanks at the ends of lines do not count. */
export function findTrimmed(sent: SentHunk, file: IndexedFile): Places {
  return contiguousPlaces(sent, 1, file.trimmed().find(sent.oldTexts.map(trimEnd)));
}

/** The place at exactly this row, without an index; level 0. */
export function findExactAt(sent: SentHunk, file: IndexedFile, row: number): Places {
  const fits =
    row >= 0 &&
    row + sent.old.length <= file.lines.length &&
    sent.oldTexts.every((text, at) => file.lines[row + at] === text);
  return listPlaces(fits ? [contiguousPlace(sent, 0, row)] : []);
}
