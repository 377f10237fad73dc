import { cut } from "./cut.ts";
import { renderVisible } from "./visible.ts";

/** As many notes as an answer has room for; engines put the important ones first. */
export function boundNotes(notes: readonly string[]): string[] {
  const bounded = notes.slice(0, mostNotes).map((note) => cut(renderVisible(note), maxNoteChars));
  const more = notes.length - bounded.length;
  return more > 0
    ? [...bounded, `${more} more ${more === 1 ? "note" : "notes"} left out.`]
    : bounded;
}

/** Together they stay below the smallest budget, so that the shortest answer always fits. */
const mostNotes = 4;
const maxNoteChars = 250;
