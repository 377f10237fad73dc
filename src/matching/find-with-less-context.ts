import type { HunkLine } from "../formats/hunk.ts";
import { hasSubstance, isBlank, trimEnd } from "./blanks.ts";
import { contiguousPlaces } from "./contiguous-places.ts";
import { looksOf } from "./fold.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { nowhere, type Places } from "./place.ts";
import { repairs } from "./repairs.ts";
import { isChange, readHunk, type SentHunk } from "./sent-hunk.ts";

/**
 * Level 6: one or two of the outermost lines of context, on either side, are nowhere in the file, however they look or
 * were damaged on their way. A line that the file has anywhere is never left out: the hunk may be meant for there.
 * Neither is one that the hunk adds as well, which may be either of them, nor the last line that says where added lines
 * go; and what is kept has a line that is in the file once.
 */
export function findWithLessContext(sent: SentHunk, file: IndexedFile): Places {
  const { lines } = sent;
  const known = new Set(lines.flatMap(({ kind, text }) => (kind === "add" ? [looksOf(text)] : [])));
  const isThere = ({ text }: HunkLine): boolean =>
    isBlank(text) || known.has(looksOf(text)) || file.alike().rowsOf(looksOf(text)).length > 0;
  const leading = countAbsent(lines, spare(sent.leading, lines.at(sent.leading)), isThere);
  const trailing = countAbsent(
    lines.toReversed(),
    spare(sent.trailing, lines.at(-1 - sent.trailing)),
    isThere,
  );
  const kept = readHunk(sent.index, sent.hunk, lines.slice(leading, lines.length - trailing));
  const dropped = leading + trailing;
  if (dropped === 0 || !isSure(kept, file)) {
    return nowhere;
  }
  const how = `${dropped} context ${dropped === 1 ? "line" : "lines"} ignored`;
  const starts = file
    .trimmed()
    .find(kept.oldTexts.map(trimEnd))
    .filter((start) => isBetween(kept, start, file));
  return contiguousPlaces(kept, 6, starts, (start) => ({ how, origin: start - leading }));
}

/** Lines added with context on one side only belong to that edge of the file. */
function isBetween(kept: SentHunk, start: number, file: IndexedFile): boolean {
  const adds = kept.lines.filter(isChange).every(({ kind }) => kind === "add");
  return (
    !adds ||
    ((kept.leading > 0 || start === 0) &&
      (kept.trailing > 0 || start + kept.old.length === file.lines.length))
  );
}

/** Context that is all wrong is more than a slip. */
function isSure({ lines, leading, oldTexts }: SentHunk, file: IndexedFile): boolean {
  return (
    leading < lines.length &&
    lines.some(({ kind }) => kind === "context") &&
    oldTexts.length >= fewestKept &&
    oldTexts.some((text) => hasSubstance([text]) && file.alike().rowsOf(looksOf(text)).length === 1)
  );
}

const mostPerSide = 2;
const fewestKept = 3;

/** How many lines of context one side can do without: all, if it is a removed line that they lead to. */
function spare(context: number, next: HunkLine | undefined): number {
  return Math.min(mostPerSide, next?.kind === "remove" ? context : context - 1);
}

/** Blank lines are another level's; they never say that a line was made up. */
function countAbsent(
  lines: readonly HunkLine[],
  most: number,
  isThere: (line: HunkLine) => boolean,
): number {
  const isAbsent = (line: HunkLine): boolean =>
    !isThere(line) && !repairs.some(({ repair }) => repair([line])?.some(isThere));
  let count = 0;
  for (let line = lines[0]; count < most && line && isAbsent(line); line = lines[count]) {
    count += 1;
  }
  return count;
}
