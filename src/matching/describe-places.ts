import { indentOf, isBlank, strip } from "./blanks.ts";
import type { IndexedFile } from "./indexed-file.ts";
import type { Place, Places } from "./place.ts";
import type { HunkFailure } from "./placement.ts";
import { scopeOf } from "./scope-of.ts";

type Described = HunkFailure["places"][number];

/** The first twenty places, each with the header that means it and none of the others. */
export function describePlaces(places: Places, file: IndexedFile): readonly Described[] {
  const all: Place[] = [];
  for (let at = 0; at < Math.min(places.count, mostDescribed); at += 1) {
    all.push(...[places.at(at)].filter((place) => place !== undefined));
  }
  return all.map((place) => {
    const header = separatingHeader(place, all, file);
    return {
      line: place.start + 1,
      endLine: Math.max(place.start + 1, place.end),
      ...(header === undefined ? {} : { header }),
    };
  });
}

const mostDescribed = 20;

/** Lines looked through for one header. */
const farthest = 2000;

/** The nearest line above with less indentation that is in the file once and opens this place alone. */
function separatingHeader(
  place: Place,
  all: readonly Place[],
  file: IndexedFile,
): string | undefined {
  const { lines } = file;
  let depth = indentOf(lines[place.from] ?? "").length + 1;
  for (let row = place.from - 1; row >= Math.max(0, place.from - farthest) && depth > 0; row -= 1) {
    const line = lines[row] ?? "";
    if (isBlank(line) || indentOf(line).length >= depth) {
      continue;
    }
    const isFirst = depth === indentOf(lines[place.from] ?? "").length + 1;
    if (!isFirst || indentOf(line).length < depth - 1) {
      depth = indentOf(line).length;
    }
    const { from, to } = scopeOf(row, file);
    const opened = all.filter((other) => other.from >= from && other.to <= to);
    if (
      opened.length === 1 &&
      opened[0] === place &&
      file.stripped().rowsOf(strip(line)).length === 1
    ) {
      return strip(line);
    }
  }
  return undefined;
}
