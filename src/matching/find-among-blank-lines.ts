import type { HunkLine } from "../formats/hunk.ts";
import { hasSubstance, isBlank, trimEnd } from "./blanks.ts";
import { buildReplacements } from "./build-replacements.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { listPlaces, nowhere, type Place, type Places } from "./place.ts";
import { isChange, type SentHunk } from "./sent-hunk.ts";
import { signsLines } from "./signs-lines.ts";

/**
 * Level 5: blank lines are missing or too many, where the hunk changes nothing: between two lines of context, or
 * between one and a removed line, where signs say which is which. Beside added lines, and among removed ones, every blank
 * line counts: it decides where they go.
 */
export function findAmongBlankLines(sent: SentHunk, file: IndexedFile): Places {
  const solid = sent.old.filter(({ text }) => !isBlank(text));
  const texts = solid.map(({ text }) => trimEnd(text));
  if (!hasSubstance(texts)) {
    return nowhere;
  }
  const { index, rows } = file.compact();
  const [found, another] = index.find(texts);
  if (found === undefined || another !== undefined) {
    return nowhere;
  }
  const rowOfOld = layOut(sent, file, rows.slice(found, found + solid.length));
  return listPlaces(rowOfOld === undefined ? [] : [placeOf(sent, rowOfOld)]);
}

/** The row of every old line; -1 for a blank line that the file does not have. Undefined if the hunk does not fit. */
function layOut(
  { lines }: SentHunk,
  file: IndexedFile,
  anchors: readonly number[],
): readonly number[] | undefined {
  const rowOfOld: number[] = [];
  const gaps = cutAtSolidLines(lines);
  for (const [at, { before, gap, after }] of gaps.entries()) {
    const previous = anchors[at - 1];
    const next = anchors[at];
    const blanks = gap.filter(({ kind }) => kind !== "add").length;
    const inFile = previous === undefined || next === undefined ? undefined : next - previous - 1;
    const removed = [before, after].filter((line) => line?.kind === "remove").length;
    const matters = gap.some(isChange) || removed > (signsLines(file.options.format) ? 1 : 0);
    if (matters && inFile !== undefined && inFile !== blanks) {
      return undefined;
    }
    const first = previous === undefined ? (next ?? 0) - blanks : previous + 1;
    const beyond = file.lines[previous === undefined ? first - 1 : first + blanks];
    if (matters && inFile === undefined && beyond !== undefined && isBlank(beyond)) {
      return undefined;
    }
    if (isPastEdge(first, first + blanks, file)) {
      return undefined;
    }
    for (let blank = 0; blank < blanks; blank += 1) {
      const row = first + blank;
      const isThere = (inFile === undefined || blank < inFile) && isBlank(file.lines[row] ?? "x");
      if (!isThere && matters) {
        return undefined;
      }
      rowOfOld.push(isThere ? row : -1);
    }
    if (next !== undefined) {
      rowOfOld.push(next);
    }
  }
  return rowOfOld;
}

/** Unified diffs count on the edges of a file; V4A often ends with a stray blank line. */
function isPastEdge(first: number, end: number, { lines, options }: IndexedFile): boolean {
  const countsLines = options.format === "unified" || options.format === "git";
  return countsLines && (first < 0 || end > lines.length);
}

interface Gap {
  readonly before: HunkLine | undefined;
  /** Blank old lines and all added ones. */
  readonly gap: readonly HunkLine[];
  readonly after: HunkLine | undefined;
}

function cutAtSolidLines(lines: readonly HunkLine[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let before: HunkLine | undefined;
  let gap: HunkLine[] = [];
  for (const line of lines) {
    if (line.kind === "add" || isBlank(line.text)) {
      gap.push(line);
    } else {
      gaps.push({ before, gap, after: line });
      before = line;
      gap = [];
    }
  }
  return [...gaps, { before, gap, after: undefined }];
}

function placeOf(sent: SentHunk, rowOfOld: readonly number[]): Place {
  const replacements = buildReplacements(sent.lines, (old) => rowOfOld[old] ?? -1);
  const there = rowOfOld.filter((row) => row !== -1);
  const start = there[0] ?? 0;
  const last = replacements.at(-1);
  return {
    start,
    end: (there.at(-1) ?? start) + 1,
    origin: start - rowOfOld.findIndex((row) => row !== -1),
    from: replacements[0]?.at ?? start,
    to: last === undefined ? start : last.at + last.remove,
    level: 5,
    how: "blank lines",
    replacements: () => replacements,
  };
}
