import type { Hunk } from "../formats/hunk.ts";
import { contiguousPlace } from "./contiguous-places.ts";
import { findExactAt } from "./find-exact.ts";
import { indexFile } from "./indexed-file.ts";
import { nearestFirst } from "./nearest-first.ts";
import type { Place } from "./place.ts";
import type { HunkFailure, MatchOptions, PlacedHunk, Placement, Subject } from "./placement.ts";
import { readHunk, type SentHunk } from "./sent-hunk.ts";

/**
 * As `git apply` does: the nearest place to the line expected, the later of two, on lines that no hunk before has
 * touched. A hunk of the first line must fit at the beginning, one without context at its end must fit at the end.
 */
export function placeAsGit(
  subject: Subject,
  hunks: readonly Hunk[],
  options: MatchOptions,
): Placement {
  const file = indexFile(subject, options, hunks);
  const touched = new Uint8Array(subject.lines.length);
  const placed: PlacedHunk[] = [];
  const failures: HunkFailure[] = [];

  function isFree(sent: SentHunk, start: number, last: number): boolean {
    const isTouched = touched.subarray(start, start + sent.old.length).includes(1);
    return !isTouched && fitsEnding(sent, start === last, subject);
  }

  function findPlace(sent: SentHunk): Place | undefined {
    const last = subject.lines.length - sent.old.length;
    const atLine =
      sent.trailing === 0 ? undefined : findExactAt(sent, file, expectedRow(sent, last));
    if (atLine?.count === 1 && isFree(sent, expectedRow(sent, last), last)) {
      return atLine.at(0);
    }
    const starts = sent.old.length === 0 ? [last] : file.exact().find(sent.oldTexts);
    for (const start of nearestFirst(starts, expectedRow(sent, last))) {
      if (!fitsEdges(sent, start, start === last)) {
        // Where an edge is asked for, the search began there.
        return undefined;
      }
      if (isFree(sent, start, last)) {
        return contiguousPlace(sent, 0, start);
      }
    }
    return undefined;
  }

  for (const [index, hunk] of hunks.entries()) {
    const sent = readHunk(index, hunk);
    const place = findPlace(sent);
    if (place === undefined) {
      failures.push({
        hunk: index,
        patchLine: hunk.patchLine,
        code: "NO_MATCH",
        message: `The ${sent.old.length} old lines of this hunk are not in the file as they were sent.`,
        places: [],
        candidates: [],
      });
      continue;
    }
    touched.fill(1, place.start, place.end);
    placed.push({
      hunk: index,
      level: 0,
      start: place.start,
      end: place.end,
      replacements: place.replacements(),
      warnings: [],
    });
  }
  return { placed: placed.toSorted((left, right) => left.start - right.start), failures };
}

function expectedRow(sent: SentHunk, last: number): number {
  if (mustBegin(sent)) {
    return 0;
  }
  return sent.trailing === 0 ? last : (sent.hunk.lineHint ?? 1) - 1;
}

function mustBegin({ hunk }: SentHunk): boolean {
  return hunk.lineHint !== undefined && hunk.lineHint <= 1;
}

function fitsEdges(sent: SentHunk, start: number, isLast: boolean): boolean {
  return (!mustBegin(sent) || start === 0) && (sent.trailing > 0 || isLast);
}

/** Whether the final newline of the file is as the hunk says, if it reaches the end. */
function fitsEnding({ hunk, old }: SentHunk, isLast: boolean, { finalNewline }: Subject): boolean {
  return (isLast && old.length > 0 && !finalNewline) === (hunk.oldFinalNewline === false);
}
