import { indentOf } from "../../src/matching/blanks.ts";
import type { Part } from "./property-case.ts";
import { oldOf, type SentLine } from "./property-change.ts";
import type { FileLine } from "./property-file.ts";
import { type Ranks, ranksOf } from "./property-rank.ts";
import { textsOf, type Writing, type WrittenHunk } from "./property-write.ts";

/** A hunk with what the file it is for says of it. */
interface Judged {
  readonly hunk: WrittenHunk;
  readonly file: readonly FileLine[];
  readonly ranks: Ranks;
  /** By how many lines it is elsewhere than its number says. */
  readonly shift: number | undefined;
}

/** Harm that leaves everything to know the place by, as long as the hunk still fits there. */
const harmless = new Set([
  "trailing",
  "outer context dropped",
  "lines elsewhere",
  "lines above",
  "blanks at ends",
  "other line endings",
  "wrong line numbers",
  "other line numbers",
  "wrong counts",
  "CR LF in the patch",
  "hunks out of order",
]);

/** Whether a patch may be refused, and whether it says clearly enough what it means to be judged at all. */
export function judgePlaces(
  parts: readonly Part[],
  writing: Writing,
  harm: readonly string[],
): { readonly isDue: boolean; readonly isClear: boolean } {
  const changed = parts.filter(({ op }) => op === "update" || op === "rename");
  const byFile = changed.map(({ hunks, file }) => hunks.map((hunk) => judged(hunk, file, writing)));
  const isClear =
    byFile.every((all) => isClearIn(all, writing, harm)) &&
    byFile.flat().every((one) => !isHeadedElsewhere(one, writing)) &&
    (!harm.includes("context swapped") ||
      changed.every(({ hunks, steps }) => hunks.every((hunk) => isBesideMeant(hunk, steps))));
  const isHarmless = harm.every((kind) => harmless.has(kind));
  return {
    isClear,
    isDue:
      isClear &&
      isHarmless &&
      parts.some(({ op }) => op !== "leave") &&
      parts.every((part) => isReadable(part) && isSimplyMeant(part, writing)) &&
      byFile.flat().every((one) => fits(one, writing)),
  };
}

function judged(hunk: WrittenHunk, file: readonly FileLine[], writing: Writing): Judged {
  const asSent = ranksOf(hunk, file);
  const plain = {
    ...hunk,
    lines: hunk.lines.map((one) => ({ ...one, text: one.plain ?? one.text })),
  };
  const asMeant = hunk.lines.some((one) => one.plain !== undefined) ? ranksOf(plain, file) : asSent;
  const ranks = {
    meant: Math.min(asSent.meant, asMeant.meant),
    elsewhere: Math.min(asSent.elsewhere, asMeant.elsewhere),
  };
  const first = oldOf(hunk).findIndex(({ row }) => row !== undefined);
  const row = oldOf(hunk)[first]?.row;
  const index = file.findIndex((line) => line.row !== undefined && line.row === row);
  return {
    hunk,
    file,
    ranks: writing.format === "texts" ? withinText(hunk, file, ranks) : ranks,
    shift: row === undefined || index === -1 ? undefined : index - first - (hunk.line - 1),
  };
}

/** A text may also begin and end inside lines. */
function withinText(hunk: WrittenHunk, file: readonly FileLine[], ranks: Ranks): Ranks {
  const text = file.map((line) => line.text + (line.ending === "" ? "" : "\n")).join("");
  const { oldText } = textsOf(hunk);
  const starts = Array.from({ length: text.length }, (_, at) => at).filter(
    (at) => oldText !== "" && text.startsWith(oldText, at),
  );
  const count = starts.length - (ranks.meant === 0 && starts.length > 0 ? 1 : 0);
  return count > 0 ? { ...ranks, elsewhere: 0 } : ranks;
}

function isClearIn(
  all: readonly Judged[],
  { numbered }: Writing,
  harm: readonly string[],
): boolean {
  if (harm.includes("sent twice") || harm.includes("applied in part")) {
    // Added brackets beside brackets say nothing.
    return all.every(
      ({ ranks, hunk: { lines } }) =>
        ranks.elsewhere === Infinity &&
        lines.every(({ kind, text }) => kind !== "add" || /\w/u.test(text)),
    );
  }
  const isOrdered = !harm.includes("hunks out of order");
  const right = all.every(({ shift }) => shift === 0);
  const [first] = all;
  const moved =
    all.every(({ shift }) => shift !== undefined && shift === first?.shift) &&
    all.some(({ ranks }) => ranks.elsewhere === Infinity && ranks.meant < 2);
  return all.every(({ ranks: { meant, elsewhere } }) => {
    const isTied = elsewhere <= meant && elsewhere < Infinity;
    return (
      (elsewhere >= meant || elsewhere === Infinity) &&
      (isOrdered || elsewhere === Infinity) &&
      (!isTied || !numbered || right || moved)
    );
  });
}

function fits({ hunk, file, ranks, shift }: Judged, { numbered, format }: Writing): boolean {
  const old = oldOf(hunk);
  const changes = hunk.lines.filter(({ kind }) => kind !== "context");
  const atEdge = hunk.lines[0]?.kind !== "context" || hunk.lines.at(-1)?.kind !== "context";
  const mayBeThere =
    changes.every(({ kind }) => kind === "add") &&
    old.length > 0 &&
    (atEdge || isThere(hunk, file));
  const [before, after] = ["add", "remove"].map((kind) =>
    hunk.lines.flatMap((line) => (line.kind === kind ? [] : [line.text])).join("\n"),
  );
  const isOnly = ranks.meant < 2 && ranks.elsewhere > ranks.meant;
  const isNumbered = numbered && format !== "texts" && ranks.meant === 0 && shift === 0;
  const hasOld =
    old.some(({ text }) => text.trim() !== "") || (old.length === 0 && format !== "texts");
  return hasOld && before !== after && !mayBeThere && (old.length === 0 || isOnly || isNumbered);
}

/** Whether the new side stands in the file, as among equal lines: a patch that was sent before must not be applied again. */
function isThere({ lines }: WrittenHunk, file: readonly FileLine[]): boolean {
  const fresh = lines.filter(({ kind }) => kind !== "remove");
  return file.some((_, from) =>
    fresh.every(({ text }, at) => file[from + at]?.text.trimEnd() === text.trimEnd()),
  );
}

/** Whether added lines are still beside one of the old lines that they were to be beside; if not, another place is said. */
function isBesideMeant({ lines }: WrittenHunk, steps: readonly SentLine[]): boolean {
  return lines.every((line, at) => {
    const step = steps.findIndex((one) => one.kind === "add" && one === line);
    const [above, below] = besides(lines, at);
    const [meantAbove, meantBelow] = besides(steps, step);
    const isAbove = above?.row !== undefined && above.row === meantAbove?.row;
    const isBelow = below?.row !== undefined && below.row === meantBelow?.row;
    const isAlone = above === undefined && below === undefined;
    return step === -1 || isAlone || isAbove || isBelow;
  });
}

function besides(lines: readonly SentLine[], at: number): readonly (SentLine | undefined)[] {
  return [lines.slice(0, at).findLast(isOld), lines.slice(at + 1).find(isOld)];
}

function isOld({ kind }: SentLine): boolean {
  return kind !== "add";
}

/** Nobody knows what bytes of an unknown encoding look like, nor what a line is, with lone carriage returns among others. */
function isReadable({ seen, hunks, file }: Part): boolean {
  const kinds = new Set(file.map(({ ending }) => ending));
  if (kinds.has("\r") && kinds.size > 1) {
    return false;
  }
  const isAscii = hunks.every(({ lines }) =>
    lines.every(({ text }) => /^[\0-\u{7f}]*$/u.test(text)),
  );
  return seen.encoding !== "latin-1" || isAscii;
}

/** A header that stands there twice may be the wrong one of them; one whose block ends above the hunk is wrong. */
function isSimplyMeant({ hunks, file, seen, op }: Part, { format, headed }: Writing): boolean {
  const isHeaded = headed && format === "v4a" && op !== "create";
  return (
    !isHeaded ||
    hunks.every(({ headers: [header], start }) => {
      const rows = file.filter(({ text }) => header !== undefined && text.includes(header));
      return header === undefined || (rows.length === 1 && reaches(header, start, seen.lines));
    })
  );
}

/** A header whose block ends above the hunk says another place if the hunk fits inside of the block of such a header, too. */
function isHeadedElsewhere(
  { hunk, file, ranks: { meant, elsewhere } }: Judged,
  { headed, format }: Writing,
): boolean {
  const [header] = hunk.headers;
  const first = oldOf(hunk)[0];
  if (!headed || format !== "v4a" || header === undefined || elsewhere > meant) {
    return false;
  }
  const isUnder = (start: number): boolean =>
    file.some(({ text }, row) => {
      const below = row < start && text.trim() === header ? file.slice(row) : [];
      return below.length > 0 && reaches(header, start - row, below);
    });
  const isMeant = ({ row }: FileLine): boolean => row !== undefined && row === first?.row;
  const index = file.findIndex(isMeant);
  return (
    !isUnder(index) &&
    file.some(
      (line, row) => line.text.trim() === first?.text.trim() && !isMeant(line) && isUnder(row),
    )
  );
}

function reaches(header: string, start: number, lines: readonly FileLine[]): boolean {
  const row = lines.findIndex(({ text }) => text.trim() === header);
  const depth = indentOf(lines[row]?.text ?? "").length;
  return lines
    .slice(row + 1, start)
    .every(({ text }) => text.trim() === "" || indentOf(text).length > depth);
}
