import { ToolError } from "../errors.ts";
import type { PatchFormat } from "../formats/parsed-patch.ts";
import type { ExplainingTime } from "../matching/explaining-time.ts";
import { placeHunks } from "../matching/place-hunks.ts";
import type { Hunk, HunkFailure, Placement, PlacedHunk, Subject } from "../matching/placement.ts";
import { encodeText } from "../workspace/encode-text.ts";
import { assertUntouched } from "./assert-untouched.ts";
import { type CutText, cutLines } from "./cut-lines.ts";
import { type Reading, readingsOf } from "./readings-of.ts";
import { spliceLines } from "./splice-lines.ts";
import type { TextEdit } from "./text-edit.ts";

export interface EditRequest {
  /** Tells the language. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly hunks: readonly Hunk[];
  readonly format: PatchFormat;
  readonly match: "safe" | "exact";
  readonly explaining: ExplainingTime;
  readonly findDefinitions?: (text: string) => Promise<Subject["definitions"]>;
}

export type EditedText =
  | { readonly bytes: Buffer; readonly edit: TextEdit }
  | { readonly failures: readonly HunkFailure[] };

/**
 * Places hunks in the text of a file and answers its new bytes. Every byte outside the replaced lines is the old one.
 *
 * @throws ToolError BINARY, ENCODING
 */
export async function editText(request: EditRequest): Promise<EditedText> {
  let failures: readonly HunkFailure[] | undefined;
  const readings = readingsOf(request);
  for (const reading of readings) {
    const cut = cutLines(reading.text, reading.ends);
    const placement = await place(cut, reading, request);
    if (placement.failures.length > 0 || (reading.literal && !isLiteral(placement))) {
      if (reading.literal) {
        continue;
      }
      if (hasDoubt(placement)) {
        return { failures: placement.failures };
      }
      failures ??= placement.failures;
      continue;
    }
    const finer = readings.find((one) => isFiner(one, reading, readings));
    return finer === undefined
      ? finish(cut, reading, placement.placed, request)
      : await finishBoth({ cut, reading, placement }, finer, request);
  }
  return { failures: failures ?? [] };
}

/** Whether there is more to say than that something is not there, which it may be in lines that are cut otherwise. */
function hasDoubt({ failures }: Placement): boolean {
  return failures.some(({ code }) => code !== "NO_MATCH");
}

/** Whether it cuts where `reading` has a carriage return inside of a line. */
function isFiner(one: Reading, reading: Reading, readings: readonly Reading[]): boolean {
  return (
    one.ends === "any" &&
    reading.ends === "lf-crlf" &&
    readings.indexOf(one) > readings.indexOf(reading)
  );
}

interface PlacedReading {
  readonly cut: CutText;
  readonly reading: Reading;
  readonly placement: Placement;
}

/**
 * Where lone carriage returns stand beside line feeds, both may end lines: a place that is the only one if they do not
 * must be so if they do, and the reading in which the hunks fit better is meant.
 */
async function finishBoth(
  { cut, reading, placement }: PlacedReading,
  finer: Reading,
  request: EditRequest,
): Promise<EditedText> {
  const fine = cutLines(finer.text, finer.ends);
  const other = await place(fine, finer, request);
  const doubts = other.failures.filter(({ code }) => code !== "NO_MATCH");
  if (doubts.length > 0) {
    return { failures: doubts };
  }
  if (other.failures.length > 0) {
    const lost = new Set(other.failures.map(({ hunk }) => hunk));
    // A place without such a return is there as well: what is not found has others, or a header that means another.
    if (placement.placed.some((one) => lost.has(one.hunk) && !needsReturn(cut, one))) {
      return { failures: reading.hunks.map(dependsOnEndings) };
    }
    return finish(cut, reading, placement.placed, request);
  }
  if (loosest(other) < loosest(placement)) {
    return finish(fine, finer, other.placed, request);
  }
  // A text that begins inside of a line begins a line, too, if that one is cut.
  const isSame =
    request.format === "texts" && loosest(other) === 0
      ? isWithin([fine, other], [cut, placement])
      : offsetsOf(cut, placement) === offsetsOf(fine, other);
  if (!isSame) {
    return { failures: reading.hunks.map(dependsOnEndings) };
  }
  // At the very end it would be text before the ending that the line gets when others follow.
  return cut.text.endsWith("\r")
    ? finish(fine, finer, other.placed, request)
    : finish(cut, reading, placement.placed, request);
}

/** Whether a hunk can have this place only if carriage returns end no lines. Above level 4, two places are none. */
function needsReturn({ lines }: CutText, { level, start, end }: PlacedHunk): boolean {
  return level <= 4 && lines.slice(start, end).some((line) => line.includes("\r"));
}

function loosest({ placed }: Placement): number {
  return Math.max(0, ...placed.map(({ level }) => level));
}

type CutPlacement = readonly [cut: CutText, placement: Placement];

/** Whether every hunk is in lines that are parts of its lines in the other placement. */
function isWithin(
  [fine, { placed }]: CutPlacement,
  [cut, { placed: whole }]: CutPlacement,
): boolean {
  return (
    placed.length === whole.length &&
    placed.every(({ hunk, start, end }, at) => {
      const other = whole[at];
      return (
        other?.hunk === hunk &&
        offsetOf(cut, other.start) <= offsetOf(fine, start) &&
        offsetOf(fine, end) <= offsetOf(cut, other.end)
      );
    })
  );
}

function offsetOf({ starts, text }: CutText, row: number): number {
  return starts[row] ?? text.length;
}

function offsetsOf({ starts }: CutText, { placed }: Placement): string {
  return placed.map(({ hunk, start }) => `${hunk} ${starts[start]}`).join();
}

function dependsOnEndings({ patchLine }: Hunk, hunk: number): HunkFailure {
  return {
    hunk,
    patchLine,
    code: "AMBIGUOUS",
    message: "The file has several kinds of line endings, and the place depends on which count.",
    places: [],
    candidates: [],
  };
}

function isLiteral({ placed }: Placement): boolean {
  return placed.every(({ level }) => level === 0);
}

async function place(cut: CutText, reading: Reading, request: EditRequest): Promise<Placement> {
  const subject: Subject = {
    lines: cut.lines,
    finalNewline: cut.finalNewline,
    transparent: reading.encoding === "latin-1",
    keepsBackslashes: /\.(?:tex|sty|cls|ltx|dtx|bib)$/iu.test(request.path),
    definitions: [],
  };
  const { format, match, explaining, findDefinitions } = request;
  const placeIn = (one: Subject): Placement =>
    placeHunks(one, reading.hunks, { format, match, explaining });
  const placement = placeIn(subject);
  const asks = placement.failures.some(
    ({ hunk }) => (reading.hunks[hunk]?.headers.length ?? 0) > 0,
  );
  if (!asks || findDefinitions === undefined || match === "exact") {
    return placement;
  }
  const definitions = await findDefinitions(reading.text);
  return definitions.length === 0 ? placement : placeIn({ ...subject, definitions });
}

function finish(
  cut: CutText,
  { encoding, hunks, ending }: Reading,
  placed: readonly PlacedHunk[],
  { bytes, format }: EditRequest,
): EditedText {
  const replacements = placed.flatMap((one) => one.replacements).toSorted((a, b) => a.at - b.at);
  const added = replacements.flatMap(({ add }) => add);
  if (!added.every((line) => isEncodable(line, encoding === "latin-1"))) {
    throw new ToolError(
      "ENCODING",
      "A new line has characters that the file's encoding lacks.",
      "Write them in another way, such as an escape of the language.",
    );
  }
  const last = placed.findLast(({ end }) => end === cut.lines.length);
  const finalNewline = last && wantedFinalNewline(hunks[last.hunk], cut, format);
  const after = spliceLines(cut, replacements, {
    ending: ending ?? cut.ending ?? "\n",
    keepEndings: format === "texts",
    ...(finalNewline !== undefined && { finalNewline }),
  });
  const afterBytes = encodeText(after, encoding);
  const edit = { before: cut.text, after, placed, replacements };
  assertUntouched({ before: bytes, after: afterBytes, encoding }, cut, replacements);
  return { bytes: afterBytes, edit };
}

/** A hunk whose sides both end alike says nothing of how a file should end that ends in another way. */
function wantedFinalNewline(
  hunk: Hunk | undefined,
  cut: CutText,
  format: PatchFormat,
): boolean | undefined {
  if ((format === "texts" || format === "search-replace") && hunk && !cut.finalNewline) {
    return endsAsBefore(hunk) ? false : undefined;
  }
  const { newFinalNewline, oldFinalNewline } = hunk ?? {};
  return newFinalNewline === oldFinalNewline && oldFinalNewline !== cut.finalNewline
    ? undefined
    : newFinalNewline;
}

/** One text in place of another ends as that did, whichever of its lines are taken for those that stay. */
function endsAsBefore({ lines, texts }: Hunk): boolean {
  const addsEnding = texts?.new.endsWith("\n") === true && !texts.old.endsWith("\n");
  const lastNew = lines.findLast(({ kind }) => kind !== "remove")?.text ?? "";
  // An empty last line is there by its ending only.
  return !addsEnding && lastNew !== "";
}

function isEncodable(line: string, bytewise: boolean): boolean {
  return bytewise ? !/[^\0-\xff]/u.test(line) : line.isWellFormed();
}
