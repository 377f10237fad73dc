import { isBlank } from "./blanks.ts";
import { findAnchors } from "./find-anchors.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { firstIndex, listPlaces, placesWithin, type Place, type Places } from "./place.ts";
import { mergeRegions } from "./scope-of.ts";
import { TooManyPlaces } from "./search-budget.ts";
import type { SentHunk } from "./sent-hunk.ts";

/**
 * The place nearest to the line that was sent, if it is at most half as far away as the next one; otherwise all.
 * `shifts` say by how much the numbers of neighbouring hunks were wrong: a place that is exactly where they lead wins
 * over one that is near the number only, and where both are exact, nothing is decided.
 */
export function narrowByLine(
  sent: SentHunk,
  places: Places,
  shifts: readonly number[],
  file: IndexedFile,
): Places {
  const { lineHint, everywhere } = sent.hunk;
  if (lineHint === undefined || everywhere || places.count < 2 || isLoose(places)) {
    return places;
  }
  const row = lineHint - 1;
  const shifted = shifts.filter((shift) => shift !== 0);
  if (shifted.length > 0) {
    const exact = new Map(
      [0, ...shifted]
        .map((shift) => placeAt(row + shift, places))
        .filter((place) => place !== undefined)
        .map((place) => [place.start, place]),
    );
    return exact.size === 1 ? listPlaces([...exact.values()]) : places;
  }
  if (sent.old.length > 0 && sent.old.every(({ text }) => isBlank(text))) {
    // Blank lines are everywhere: one near the number is no more likely to be meant than the next one.
    const there = placeAt(row, places);
    return there === undefined ? places : listPlaces([there]);
  }
  const nearest = nearestTo(row, places);
  return nearest.count === 1 ? nearest : nearestTo(row, belowHeading(sent, places, file));
}

/** Where lines are missing or too many, numbers count other lines than the author did. */
function isLoose(places: Places): boolean {
  return (places.at(0)?.level ?? 0) > 4;
}

function nearestTo(row: number, places: Places): Places {
  const after = firstIndex(places, ({ origin }) => origin >= row);
  const near = [after - 2, after - 1, after, after + 1]
    .map((index) => places.at(index))
    .filter((place) => place !== undefined)
    .toSorted((left, right) => Math.abs(left.origin - row) - Math.abs(right.origin - row));
  const [nearest, second] = near;
  const isClear =
    nearest !== undefined &&
    (second === undefined || Math.abs(nearest.origin - row) * 2 <= Math.abs(second.origin - row));
  return isClear ? listPlaces([nearest]) : places;
}

function placeAt(row: number, places: Places): Place | undefined {
  const place = places.at(firstIndex(places, ({ origin }) => origin >= row));
  return place?.origin === row ? place : undefined;
}

/** Those below the heading that a unified diff repeats for its readers; all, if none is. */
function belowHeading({ hunk }: SentHunk, places: Places, file: IndexedFile): Places {
  try {
    const scopes = findAnchors(hunk.headers, file).map(({ scope }) => scope);
    const below = placesWithin(places, mergeRegions(scopes));
    return below.count > 0 ? below : places;
  } catch (error) {
    if (error instanceof TooManyPlaces) {
      return places;
    }
    throw error;
  }
}
