import { findAddedOnly } from "./find-added-only.ts";
import { findAnchors, type Anchor } from "./find-anchors.ts";
import { findExactAt } from "./find-exact.ts";
import { findResult } from "./find-result.ts";
import { findText } from "./find-text.ts";
import { isAscii } from "./fold.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { endsFile, passesFor } from "./passes.ts";
import { firstIndex, type Places, type Region } from "./place.ts";
import type { HunkFailure, MatchOptions } from "./placement.ts";
import { TooManyPlaces } from "./search-budget.ts";
import type { SentHunk } from "./sent-hunk.ts";

/** Where one hunk may belong, before the others are looked at, or why nowhere. */
export type Search = Found | Problem;

export interface Found {
  readonly places: Places;
  readonly warnings: readonly string[];
  /** How many lines its headers may mean. */
  readonly anchors: number;
  /** It fits exactly at the line that was sent; where else was not looked at. */
  readonly atHint?: true;
}

export interface Problem {
  readonly code: HunkFailure["code"];
  readonly message: string;
}

export function searchHunk(sent: SentHunk, file: IndexedFile): Search {
  if (file.subject.transparent && !sent.lines.every(({ text }) => isAscii(text))) {
    return {
      code: "ENCODING",
      message:
        "The hunk has characters that are not ASCII, and the encoding of the file is not known.",
    };
  }
  return orTooMany(() => searchAtHint(sent, file) ?? searchEverywhere(sent, file));
}

/** Without a look at its line number. */
export function searchHunkEverywhere(sent: SentHunk, file: IndexedFile): Search {
  return orTooMany(() => searchEverywhere(sent, file));
}

function orTooMany(search: () => Search): Search {
  try {
    return search();
  } catch (error) {
    if (error instanceof TooManyPlaces) {
      return {
        code: "AMBIGUOUS",
        message:
          "The file repeats itself so often that the place of this hunk cannot be searched for.",
      };
    }
    throw error;
  }
}

function searchAtHint(sent: SentHunk, file: IndexedFile): Search | undefined {
  const { lineHint, texts } = sent.hunk;
  if (
    lineHint === undefined ||
    texts !== undefined ||
    sent.old.length === 0 ||
    endsFile(sent.hunk)
  ) {
    return undefined;
  }
  const places = findExactAt(sent, file, lineHint - 1);
  return places.count > 0 ? { places, warnings: [], anchors: 0, atHint: true } : undefined;
}

function searchEverywhere(sent: SentHunk, file: IndexedFile): Search {
  const { hunk } = sent;
  const text = findText(sent, file);
  if (text.count > 0) {
    return { places: text, warnings: [], anchors: 0 };
  }
  if (sent.old.length === 0) {
    return findAddedOnly(sent, file);
  }
  // Beside line numbers, the text is what `git diff` repeats for readers: it may be the heading of something else.
  const isHeading = hunk.headers.length === 0 || hunk.lineHint !== undefined;
  const anchors = isHeading ? undefined : findAnchors(hunk.headers, file);
  for (const { ladder, filter, warning } of passesFor(sent, anchors, file)) {
    for (const findPlaces of ladder) {
      const places = filter(findPlaces(sent, file));
      if (places.count > 0) {
        const warnings = warning === undefined ? [] : [warning];
        return (
          resultInstead(sent, places, file) ?? { places, warnings, anchors: anchors?.length ?? 0 }
        );
      }
    }
  }
  return nothingFound(sent, anchors, file);
}

/** What fits loosely where the result is already was done before: an indentation would be added twice. */
function resultInstead(sent: SentHunk, places: Places, file: IndexedFile): Problem | undefined {
  if ((places.at(0)?.level ?? 0) < 2) {
    return undefined;
  }
  const result = findResult(sent, file);
  const near = result && places.at(firstIndex(places, ({ end }) => end > result.from));
  return result && near && near.start < result.to ? alreadyApplied(result) : undefined;
}

function nothingFound(
  sent: SentHunk,
  anchors: readonly Anchor[] | undefined,
  file: IndexedFile,
): Problem {
  const result = findResult(sent, file);
  if (result !== undefined) {
    return alreadyApplied(result);
  }
  if (anchors?.length === 0) {
    return {
      code: "ANCHOR_NOT_FOUND",
      message: `No line of the file is or holds the header "${sent.hunk.headers.join(" @@ ")}", and the old lines do not fit in one place only.`,
    };
  }
  return { code: "NO_MATCH", message: noMatch(sent, anchors, file.options) };
}

export function alreadyApplied({ from, to }: Region): Problem {
  return {
    code: "ALREADY_APPLIED",
    message: `The result of this hunk is in the file already, in ${linesFromTo(from, to)}.`,
  };
}

/** Rows, end exclusive, as lines: `line 3`, `lines 3-5`. */
export function linesFromTo(from: number, to: number): string {
  return to - from > 1 ? `lines ${from + 1}-${to}` : `line ${from + 1}`;
}

function noMatch(
  { old, lines, hunk }: SentHunk,
  anchors: readonly Anchor[] | undefined,
  { match }: MatchOptions,
): string {
  const bare = lines.find(({ kind }) => kind === "bare");
  if (bare !== undefined) {
    return `Line ${bare.patchLine} of the patch has no " ", "+" or "-" in front, and the hunk does not fit with it as context.`;
  }
  const is =
    old.length === 1 ? "old line of this hunk is" : `${old.length} old lines of this hunk are`;
  const what = hunk.texts === undefined ? is : "old text is";
  const [anchor] = anchors ?? [];
  const where = anchor === undefined ? "in the file" : `below the header, line ${anchor.row + 1}`;
  const loosely =
    match === "exact"
      ? " as sent"
      : ", also not with other blanks, indentation or look-alike characters, or with fewer context lines";
  return `The ${what} not ${where}${loosely}.`;
}
