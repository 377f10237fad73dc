import { hasSubstance, strip } from "./blanks.ts";
import { contiguousPlaces } from "./contiguous-places.ts";
import { findIndentMapping, type IndentMapping } from "./indent-mapping.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { nowhere, type Places } from "./place.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** Level 2: one mapping of the indentation makes all lines equal; it holds for added lines too, wherever it leads. */
export function findIndented(sent: SentHunk, file: IndexedFile): Places {
  if (!hasSubstance(sent.oldTexts)) {
    return nowhere;
  }
  const mappings = new Map<number, IndentMapping>();
  for (const start of file.stripped().find(sent.oldTexts.map(strip))) {
    file.budget.spend(sent.old.length);
    const mapping = findIndentMapping(
      sent.oldTexts,
      file.lines.slice(start, start + sent.old.length),
    );
    if (mapping !== undefined && !canWrite(sent, mapping)) {
      return nowhere;
    }
    if (mapping !== undefined) {
      mappings.set(start, mapping);
    }
  }
  return contiguousPlaces(sent, 2, [...mappings.keys()], (start) => {
    const mapping = mappings.get(start);
    return (
      mapping && {
        how: mapping.name,
        written: ({ added }) => added.map((line) => mapping.toFile(line) ?? line),
      }
    );
  });
}

function canWrite({ lines }: SentHunk, { toFile }: IndentMapping): boolean {
  return lines.every(({ kind, text }) => kind !== "add" || toFile(text) !== undefined);
}
