import { firstIndex, type Place, type Places } from "./place.ts";

/**
 * One place for each of the hunks of a file, which change it in order and do not touch each other's lines: if there is
 * one such choice, it is meant. Undefined for hunks whose place may be another in another choice. Where no choice keeps
 * the order, a hunk that fits in one place only is taken to be there.
 *
 * The earliest and the latest choice bound every other one, so where they are equal there is one: no search.
 */
export function orderPlaces(hunks: readonly Places[]): readonly (Place | undefined)[] {
  const earliest: Place[] = [];
  for (const places of hunks) {
    const previous = earliest.at(-1);
    const place = places.at(
      previous === undefined ? 0 : firstIndex(places, (next) => follows(previous, next)),
    );
    if (place === undefined) {
      return hunks.map(onlyPlace);
    }
    earliest.push(place);
  }
  const chosen: (Place | undefined)[] = [];
  let next: Place | undefined;
  for (let at = hunks.length - 1; at >= 0; at -= 1) {
    const [places, following] = [hunks[at], next];
    const end =
      following === undefined
        ? places?.count
        : places && firstIndex(places, (place) => !follows(place, following));
    const latest = places?.at((end ?? 0) - 1);
    chosen.push(
      latest?.start === earliest[at]?.start && latest?.from === earliest[at]?.from
        ? latest
        : undefined,
    );
    next = latest;
  }
  return chosen.toReversed();
}

export function onlyPlace(places: Places): Place | undefined {
  return places.count === 1 ? places.at(0) : undefined;
}

/** Whether the changes of one are all after those of the other. Two insertions between the same lines have no order. */
export function follows(previous: Place, next: Place): boolean {
  if (next.from < previous.to) {
    return false;
  }
  const share = previous.from === next.to;
  return !share || previous.stacks === true || next.stacks === true;
}
