import type { Sized } from "./fit.ts";
import { boundNotes } from "./notes.ts";
import type { Page } from "./page.ts";

/** A page of a list as an engine answers it. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** All there are, also before and after this page. */
  readonly total: number;
  /** False when a limit ended the search, so that there may be more than `total`. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** How an item gets short. */
export interface Shortening<Item> {
  /** The item itself where there is nothing to leave out. */
  shorten(item: Item): Item;
  /** What is left out, as the subject of a sentence: `documentation and source`. */
  readonly what: string;
}

/** What of a page goes into the answer. */
export interface Shown<Item> {
  /** The first ones in full, then short ones. */
  readonly items: readonly Item[];
  readonly offset: number;
  readonly total: number;
  readonly complete: boolean;
  /** Present when there is more. */
  readonly cursor?: string;
  readonly notes: readonly string[];
}

/**
 * A list at every length. To get shorter, items go from full to short, from the last one up; then they are
 * dropped from the end, and the cursor leads to them. Both is said in the notes.
 */
export function sizedList<Item, Answer>(
  list: ListPage<Item>,
  page: Page,
  shortening: Shortening<Item>,
  render: (shown: Shown<Item>) => Answer,
): Sized<Answer> {
  const { items, total, complete } = list;
  const short = items.map((item) => shortening.shorten(item));
  const notes = [...changeNote(page.totalBefore, total), ...boundNotes(list.notes)];
  return {
    most: 2 * items.length,
    at(detail) {
      const count = Math.min(detail, items.length);
      const fullCount = detail - count;
      const shown = [...items.slice(0, fullCount), ...short.slice(fullCount, count)];
      const firstShort = shown.findIndex((item, at) => item !== items[at]);
      const end = page.offset + count;
      return render({
        items: shown,
        offset: page.offset,
        total,
        complete,
        ...(end < total && { cursor: page.cursorAt(end, total) }),
        notes: [
          ...notes,
          ...(firstShort === -1 ? [] : [shortNote(shortening.what, page.offset + firstShort + 1)]),
          ...(count < items.length
            ? [`max_chars ended this page after ${count} of ${items.length} entries.`]
            : []),
        ],
      });
    },
  };
}

function shortNote(what: string, entry: number): string {
  return `To fit max_chars, ${what} left out ${entry === 1 ? "" : `from entry ${entry} on`}`
    .trimEnd()
    .concat(".");
}

function changeNote(before: number | undefined, now: number): string[] {
  return before === undefined || before === now
    ? []
    : [
        `The repository changed since the page before (total ${before} then, ${now} now): entries may be missing or repeated.`,
      ];
}
