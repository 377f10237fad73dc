import { lineTable } from "./line-table.ts";
import { lineTextAt } from "./line-text.ts";
import { type FilePlaces, mostPlaces, type WantedPlaces } from "./name-places.ts";
import { wordStarts } from "./whole-word.ts";

/** Where a word stands in a file that is no source of ours. Positions in it are in no engine's answer. */
export function findTextPlaces(path: string, text: string, wanted: WantedPlaces): FilePlaces {
  const mentions: FilePlaces["mentions"][number][] = [];
  if (!("names" in wanted)) {
    return { places: [], mentions, complete: true };
  }
  const lines = lineTable(text);
  const kind = documents.test(path) ? "doc" : "config";
  for (const index of wanted.names.flatMap((name) => [...wordStarts(text, name)])) {
    if (mentions.length === mostPlaces) {
      return { places: [], mentions, complete: false };
    }
    const { line, column } = lines.rangeOf(index, index);
    mentions.push({ line, column, kind, text: lineTextAt(text, lines, index) });
  }
  return { places: [], mentions, complete: true };
}

/** Files people read; anything else that is no source is read by a program. */
const documents =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|tex|org|html?)$|(?:^|\/)(?:README|CHANGELOG|CHANGES|LICENSE|NOTICE|AUTHORS|TODO)$/iu;
