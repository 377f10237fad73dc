import { hasSubstance, strip, trimEnd } from "./blanks.ts";
import { contiguousPlaces } from "./contiguous-places.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { nowhere, type Places } from "./place.ts";
import type { SentHunk } from "./sent-hunk.ts";
import { signsLines } from "./signs-lines.ts";

/**
 * Level 4: context lines were sent without the blank that is their sign, so that one was taken from their
 * indentation; all other lines fit but for blanks at their ends. Looked for before level 2, which would give the added lines one blank more.
 */
export function findUnsigned(sent: SentHunk, file: IndexedFile): Places {
  if (!signsLines(file.options.format) || !hasSubstance(sent.oldTexts)) {
    return nowhere;
  }
  const starts = file
    .stripped()
    .find(sent.oldTexts.map(strip))
    .filter((start) => {
      file.budget.spend(sent.old.length);
      return sent.old.every(({ kind, text }, at) => {
        const line = trimEnd(file.lines[start + at] ?? "");
        const sentText = trimEnd(text);
        return line === sentText || (kind === "context" && line === ` ${sentText}`);
      });
    });
  return contiguousPlaces(sent, 4, starts, () => ({ how: "missing signs" }));
}
