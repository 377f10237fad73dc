import type { IndexedFile } from "./indexed-file.ts";
import { follows } from "./order-places.ts";
import type { Place } from "./place.ts";
import type { HunkFailure, PlacedHunk } from "./placement.ts";
import { replaceSpans, type Span } from "./replace-spans.ts";
import { rowAt } from "./row-at.ts";
import { linesFromTo } from "./search-hunk.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** A hunk at the place that was found to be meant. */
export interface Chosen {
  readonly sent: SentHunk;
  readonly place: Place;
  readonly warnings: readonly string[];
}

/**
 * All hunks of a file together, in its order. Edits inside the same lines become one; otherwise two that change the
 * same lines are an overlap, which is told of the later one.
 */
export function joinPlaced(
  chosen: readonly Chosen[],
  file: IndexedFile,
): { readonly placed: readonly PlacedHunk[]; readonly overlapping: readonly HunkFailure[] } {
  const inOrder = chosen.toSorted(
    (left, right) =>
      left.place.from - right.place.from ||
      (left.place.span?.from ?? 0) - (right.place.span?.from ?? 0) ||
      left.place.to - right.place.to ||
      left.sent.index - right.sent.index,
  );
  const groups: Chosen[][] = [];
  const overlapping: HunkFailure[] = [];
  for (const one of inOrder) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group === undefined || last === undefined || isAfter(last.place, one.place, file)) {
      groups.push([one]);
    } else if (areApart(last.place.span, one.place.span)) {
      group.push(one);
    } else {
      overlapping.push(overlapOf(last, one));
    }
  }
  return { placed: groups.flatMap((group) => placedOf(group, file)), overlapping };
}

/** Whether the lines of one are all after those of the other; a text that takes a line's end takes the next line in. */
function isAfter(previous: Place, next: Place, file: IndexedFile): boolean {
  const { span } = previous;
  if (span === undefined || !follows(previous, next)) {
    return follows(previous, next);
  }
  return next.span === undefined
    ? previous.replacements().every(({ at, remove }) => at + remove <= next.from)
    : rowAt(file.offsets(), span.to) < next.from;
}

function areApart(left: Span | undefined, right: Span | undefined): boolean {
  return left !== undefined && right !== undefined && left.to <= right.from;
}

function placedOf(group: readonly Chosen[], file: IndexedFile): readonly PlacedHunk[] {
  const spans = group.map(({ place }) => place.span).filter((span) => span !== undefined);
  const together = group.length > 1 ? replaceSpans(spans, file) : undefined;
  return group.map(({ sent, place, warnings }, at) => {
    const { level, how, start, end } = place;
    const own = at === 0 ? (together ?? place.replacements()) : [];
    return {
      hunk: sent.index,
      level,
      ...(how === undefined ? {} : { how }),
      start,
      end,
      replacements: own,
      warnings: warnings.concat(repeats(sent, place, file)),
    };
  });
}

/** As sent, but most often a slip: what is added is there already. */
function repeats(
  { lines, leading, trailing }: SentHunk,
  place: Place,
  file: IndexedFile,
): readonly string[] {
  const changed = lines.slice(leading, lines.length - trailing);
  const isRepeated =
    place.span === undefined &&
    changed.length > 0 &&
    changed.every(({ kind, text }, at) => kind === "add" && file.lines[place.to + at] === text);
  return isRepeated
    ? [`the added lines repeat ${linesFromTo(place.to, place.to + changed.length)}`]
    : [];
}

function overlapOf(one: Chosen, other: Chosen): HunkFailure {
  const [first, later] = one.sent.index <= other.sent.index ? [one, other] : [other, one];
  const { from, to } = later.place;
  return {
    hunk: later.sent.index,
    patchLine: later.sent.hunk.patchLine,
    code: "OVERLAP",
    message: `This hunk changes ${linesFromTo(from, Math.max(to, from + 1))}, and so does hunk ${first.sent.index + 1} of the file.`,
    places: [],
    candidates: [],
  };
}
