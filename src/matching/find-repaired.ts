import { hasSubstance, trimEnd } from "./blanks.ts";
import { contiguousPlaces } from "./contiguous-places.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { listPlaces, type Place, type Places } from "./place.ts";
import { repairs } from "./repairs.ts";
import { readHunk, type SentHunk } from "./sent-hunk.ts";

/** Level 4: the hunk was damaged on its way by one mechanical slip, which is undone in all of its lines. */
export function findRepaired(sent: SentHunk, file: IndexedFile): Places {
  const places: Place[] = [];
  for (const { how, repair, changesBackslashes } of repairs) {
    if (changesBackslashes && file.subject.keepsBackslashes) {
      continue;
    }
    const lines = repair(sent.lines);
    if (lines === undefined) {
      continue;
    }
    const repaired = readHunk(sent.index, sent.hunk, lines);
    if (!hasSubstance(repaired.oldTexts)) {
      continue;
    }
    const starts = file.trimmed().find(repaired.oldTexts.map(trimEnd));
    const found = contiguousPlaces(repaired, 4, starts.slice(0, enough), () => ({ how }));
    for (let index = 0; index < found.count; index += 1) {
      places.push(...[found.at(index)].filter((place) => place !== undefined));
    }
  }
  return listPlaces(places.toSorted((left, right) => left.start - right.start));
}

/** More places than this are not told apart by anything that comes later. */
const enough = 1000;
