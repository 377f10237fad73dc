import type { Level, Replacement } from "./placement.ts";
import type { Span } from "./replace-spans.ts";

/** Where a hunk fits. Rows are 0-based, ends exclusive. */
export interface Place {
  /** The old side. */
  readonly start: number;
  readonly end: number;
  /** Where it would begin if nothing of it were missing: what a line number as sent is about. */
  readonly origin: number;
  /** From the first changed line to the last; empty for an insertion. */
  readonly from: number;
  readonly to: number;
  readonly level: Level;
  readonly how?: string;
  /** Only added lines, by rule at this place: others may be added there too, in the order of the hunks. */
  readonly stacks?: true;
  /** Of an edit inside lines; others may be in the same lines. */
  readonly span?: Span;
  readonly replacements: () => readonly Replacement[];
}

/** The places where a hunk fits equally well, in the order of the file. Made one by one: there may be 200,000. */
export interface Places {
  readonly count: number;
  readonly at: (index: number) => Place | undefined;
}

export const nowhere: Places = { count: 0, at: () => undefined };

export function listPlaces(places: readonly Place[]): Places {
  return { count: places.length, at: (index) => places[index] };
}

/** Rows of a file, end exclusive. */
export interface Region {
  readonly from: number;
  readonly to: number;
}

/** Those whose changes are inside one of the regions, which are in order and apart. */
export function placesWithin(places: Places, regions: readonly Region[]): Places {
  return placesInRuns(
    places,
    regions.map((region) => runWithin(places, region)),
  );
}

/** Those whose first line is inside one of the regions, or the next line after it. */
export function placesBeginning(places: Places, regions: readonly Region[]): Places {
  return placesInRuns(
    places,
    regions.map((region) => runBeginning(places, region)),
  );
}

/** Those of either kind. */
export function placesReaching(places: Places, regions: readonly Region[]): Places {
  return placesInRuns(
    places,
    regions.flatMap((region) => [runWithin(places, region), runBeginning(places, region)]),
  );
}

function runWithin(places: Places, { from, to }: Region): Run {
  return {
    // What is inserted before the first row is outside.
    first: firstIndex(places, (place) => place.from > from || place.to > from),
    end: firstIndex(places, (place) => place.to > to),
  };
}

function runBeginning(places: Places, { from, to }: Region): Run {
  return {
    first: firstIndex(places, (place) => place.start >= from),
    end: firstIndex(places, (place) => place.start > to),
  };
}

interface Run {
  readonly first: number;
  readonly end: number;
}

function placesInRuns(places: Places, all: readonly Run[]): Places {
  const runs = all
    .map(({ first, end }, at) => ({ first: Math.max(first, all[at - 1]?.end ?? 0), end }))
    .filter(({ first, end }) => end > first);
  const count = runs.reduce((sum, { first, end }) => sum + end - first, 0);
  return {
    count,
    at: (index) => {
      let left = index;
      for (const { first, end } of runs) {
        if (left < end - first) {
          return places.at(first + left);
        }
        left -= end - first;
      }
      return undefined;
    },
  };
}

/** The first index from which on all places are so, by bisection; the count if none is. */
export function firstIndex(places: Places, isSo: (place: Place) => boolean): number {
  let [low, high] = [0, places.count];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const place = places.at(middle);
    if (place !== undefined && isSo(place)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
