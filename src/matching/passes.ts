import type { Hunk } from "../formats/hunk.ts";
import { hasSubstance, strip } from "./blanks.ts";
import type { Anchor } from "./find-anchors.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { ladderFor, strictLadderFor, type Search } from "./ladder.ts";
import {
  firstIndex,
  listPlaces,
  placesBeginning,
  placesReaching,
  placesWithin,
  type Places,
  type Region,
} from "./place.ts";
import type { SentHunk } from "./sent-hunk.ts";
import { mergeRegions, pastBlankLines } from "./scope-of.ts";

/** Where a hunk may be looked for, and how loosely. */
export interface Pass {
  readonly ladder: readonly Search[];
  readonly filter: (places: Places) => Places;
  /** Said if the hunk is found there. */
  readonly warning?: string;
}

/**
 * In this order: where the file ends, if the hunk says so; what the headers open; what comes after them; anywhere.
 * What is not where its author says must be in one place only, and fit strictly; if much of it is where he says, it
 * was meant for there and is not looked for anywhere else.
 */
export function passesFor(
  sent: SentHunk,
  anchors: readonly Anchor[] | undefined,
  file: IndexedFile,
): readonly Pass[] {
  const ladder = ladderFor(file, sent);
  const passes = anchors === undefined ? [{ ladder, filter: same }] : headed(sent, anchors, file);
  return endsFile(sent.hunk)
    ? [
        ...passes.map((pass) => ({
          ...pass,
          filter: (places: Places) => atEnd(pass.filter(places), file),
        })),
        ...passes.map((pass) => ({
          ...pass,
          warning: pass.warning ?? "not at the end of the file, but fits in one place only",
        })),
      ]
    : passes;
}

function headed(sent: SentHunk, anchors: readonly Anchor[], file: IndexedFile): readonly Pass[] {
  const header = `"@@ ${sent.hunk.headers.join(" @@ ")}"`;
  const elsewhere = { ladder: strictLadderFor(file.options), filter: onlyOne };
  const [first] = anchors;
  if (first === undefined) {
    // Several headers say so clearly where they mean that nothing else can be meant.
    return sent.hunk.headers.length > 1
      ? []
      : [
          {
            ...elsewhere,
            warning: `header ${header} not found, but the hunk fits in one place only`,
          },
        ];
  }
  const ladder = ladderFor(file, sent);
  const opensNothing = anchors.every(({ scope: { from, to } }) => to === from + 1);
  // Where one of them opens something, blank lines below the others are as near to their header as those after a block.
  const scopes = mergeRegions(
    anchors.map(({ scope: { from, to } }) => ({
      from,
      to: opensNothing ? to : pastBlankLines(to, file),
    })),
  );
  const inside: Pass = { ladder, filter: (places) => placesWithin(places, scopes) };
  const rest = [{ from: first.row, to: file.lines.length }];
  if (opensNothing) {
    const after: Pass = { ladder, filter: (places) => placesWithin(places, rest) };
    return [
      inside,
      after,
      { ...elsewhere, warning: `not after its header ${header}, but fits in one place only` },
    ];
  }
  const strictly = { ladder: strictLadderFor(file.options) };
  // A hunk may begin in what its header opens, or right after it, and change what comes then. Headers are never below.
  const beginning: Pass = {
    ...strictly,
    filter: (places) => placesBeginning(onlyOne(placesWithin(places, rest)), scopes),
  };
  // Where a header may be several lines, a hunk in the block of one is no likelier than one that begins in another's.
  const reaching: Pass = { ...strictly, filter: (places) => placesReaching(places, scopes) };
  const within =
    anchors.length > 1 ? [reaching, inside] : [{ ...inside, ...strictly }, beginning, inside];
  return contradicts(sent, scopes, file)
    ? [
        ...within,
        { ...elsewhere, warning: `not below its header ${header}, but fits in one place only` },
      ]
    : within;
}

/** Whether the author takes the old side for the end of the file. */
export function endsFile(hunk: Hunk): boolean {
  return hunk.atEnd === true || hunk.oldFinalNewline === false || hunk.newFinalNewline === false;
}

function same(places: Places): Places {
  return places;
}

/** None, if there are several: there is no reason to look at one of them rather than at another. */
function onlyOne(places: Places): Places {
  return places.count === 1 ? places : listPlaces([]);
}

/** The one after which nothing but blank lines comes. */
function atEnd(places: Places, { lines }: IndexedFile): Places {
  let end = lines.length;
  while (end > 0 && strip(lines[end - 1] ?? "") === "") {
    end -= 1;
  }
  const first = firstIndex(places, (place) => place.end >= end);
  const last = places.at(places.count - 1);
  const chosen = first < places.count && last !== undefined ? last : undefined;
  return listPlaces(chosen ? [chosen] : []);
}

/** Whether the old lines, of which there are enough to be sure, say clearly that the header is the mistake. */
function contradicts(sent: SentHunk, scopes: readonly Region[], file: IndexedFile): boolean {
  const telling = sent.oldTexts.map(strip).filter((text) => hasSubstance([text]));
  const inside = telling.filter((text) => {
    const rows = file.stripped().rowsOf(text);
    file.budget.spend(rows.length);
    return rows.some((row) => scopes.some(({ from, to }) => row >= from && row < to));
  });
  return telling.length > 1 && inside.length * 2 < telling.length;
}
