import { locateInside, type Place } from "../workspace/locate-inside.ts";
import type { DoneEdit } from "./done-edit.ts";
import type { EditStore } from "./edit-store.ts";
import { findImage, type Found, sameContent } from "./image.ts";
import { isAs, type JournalStep } from "./journal.ts";

/** A path of a done edit as it is now. */
export interface Look {
  readonly step: JournalStep;
  readonly index: number;
  readonly place: Place;
  readonly live: Found;
  /** What it holds: what the edit left, what was there before the edit, or something else. */
  readonly holds: "after" | "before" | "other";
}

/** @throws ToolError when a path leads out of the root, or is protected */
export function lookBack(store: EditStore, edit: DoneEdit): readonly Look[] {
  const leaving = new Set(edit.steps.flatMap(({ path, post }) => (post === null ? [] : [path])));
  return edit.steps.map((step, index) => {
    const place = locateInside(store.root, step.path, { follow: false, leaving });
    const live = place.stat === undefined ? undefined : findImage(store.root, place.path);
    const isBefore = place.path === step.path && holdsBefore(step, live);
    return { step, index, place, live, holds: whatHolds(step, live, isBefore) };
  });
}

function whatHolds(step: JournalStep, live: Found, isBefore: boolean): Look["holds"] {
  const { post } = step;
  const isAfter = post === null ? typeof live !== "object" : isAs(step, live, post);
  return isAfter ? "after" : isBefore ? "before" : "other";
}

function holdsBefore({ pre, post }: JournalStep, live: Found): boolean {
  if (pre === null || typeof live !== "object") {
    return pre === null && live === undefined;
  }
  // A mode that the edit did not change may be any.
  const keepsMode = post === null || post.mode === pre.mode || live.mode === pre.mode;
  return sameContent(live, pre) && keepsMode;
}
