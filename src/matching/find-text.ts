import type { IndexedFile } from "./indexed-file.ts";
import { nowhere, type Places } from "./place.ts";
import { rowAt } from "./row-at.ts";
import type { SentHunk } from "./sent-hunk.ts";
import { replaceSpans } from "./replace-spans.ts";

/** The places of an old text that may begin and end inside lines. None for hunks of other formats. */
export function findText({ hunk }: SentHunk, file: IndexedFile): Places {
  const { texts } = hunk;
  if (texts === undefined || texts.old === "") {
    return nowhere;
  }
  const { old, new: fresh } = texts;
  const starts = occurrences(old, hunk.everywhere ? old.length : 1, file);
  return {
    count: starts.length,
    at: (index) => {
      const from = starts[index];
      if (from === undefined) {
        return undefined;
      }
      const span = { from, to: from + old.length, text: fresh };
      const start = rowAt(file.offsets(), from);
      // A text that ends with its line's ending does not reach into the next line.
      const end = Math.max(start, rowAt(file.offsets(), span.to - 1)) + 1;
      return {
        start,
        end,
        origin: start,
        from: start,
        to: end,
        level: 0,
        span,
        replacements: () => replaceSpans([span], file),
      };
    },
  };
}

/** `step` after the beginning of one, the next is looked for: overlapping ones are several places. */
function occurrences(old: string, step: number, file: IndexedFile): readonly number[] {
  // Whether the last line has an ending is not what a place is known by.
  const text = file.subject.finalNewline ? file.text() : `${file.text()}\n`;
  file.budget.spend(Math.ceil(text.length / charactersPerComparison));
  const starts: number[] = [];
  for (let at = text.indexOf(old); at !== -1; at = text.indexOf(old, at + step)) {
    file.budget.spend(1);
    starts.push(at);
  }
  return starts;
}

const charactersPerComparison = 64;
