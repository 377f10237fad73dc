import { buildReplacements, type ChangeRun } from "./build-replacements.ts";
import type { Place, Places } from "./place.ts";
import type { Level } from "./placement.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** How added lines are written at a place, when not as sent. */
export interface Manner {
  readonly how: string;
  /** See `Place.origin`; if not given, where the place starts. */
  readonly origin?: number;
  readonly written?: (run: ChangeRun) => readonly string[];
}

/** The places of a hunk whose old lines follow each other in the file. */
export function contiguousPlaces(
  sent: SentHunk,
  level: Level,
  starts: readonly number[],
  manner?: (start: number) => Manner | undefined,
): Places {
  return {
    count: starts.length,
    at: (index) => {
      const start = starts[index];
      return start === undefined ? undefined : contiguousPlace(sent, level, start, manner?.(start));
    },
  };
}

export function contiguousPlace(
  sent: SentHunk,
  level: Level,
  start: number,
  manner?: Manner,
): Place {
  const end = start + sent.old.length;
  const from = Math.min(end, start + sent.leading);
  return {
    start,
    end,
    origin: manner?.origin ?? start,
    from,
    to: Math.max(from, end - sent.trailing),
    level,
    ...(manner && { how: manner.how }),
    replacements: () => buildReplacements(sent.lines, (old) => start + old, manner?.written),
  };
}
