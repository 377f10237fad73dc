import { hasSubstance } from "./blanks.ts";
import type { ChangeRun } from "./build-replacements.ts";
import { contiguousPlaces } from "./contiguous-places.ts";
import { fold } from "./fold.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { keepCharacters } from "./keep-characters.ts";
import { nowhere, type Places } from "./place.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** Level 3: the lines look alike. What a changed line leaves unchanged keeps the file's characters. */
export function findLookalikes(sent: SentHunk, file: IndexedFile): Places {
  if (!hasSubstance(sent.oldTexts)) {
    return nowhere;
  }
  const written = ({ removed, added }: ChangeRun): readonly string[] =>
    keepCharacters(
      removed.map(({ text }) => text),
      added,
      removed.map(({ row }) => file.lines[row] ?? ""),
    );
  return contiguousPlaces(sent, 3, file.folded().find(sent.oldTexts.map(fold)), () => ({
    how: "unicode",
    written,
  }));
}
