import type { Hunk, HunkLine } from "../formats/hunk.ts";
import type { PatchFormat } from "../formats/parsed-patch.ts";
import type { ExplainingTime } from "./explaining-time.ts";

/** The file that hunks are to be placed in. */
export interface Subject {
  /** Decoded, without byte order mark, cut into lines without their endings; a final newline adds no empty line. */
  readonly lines: readonly string[];
  /** Whether the last line has an ending. True for an empty file. */
  readonly finalNewline: boolean;
  /** Every character is a byte of unknown meaning: nothing but ASCII may be compared loosely. */
  readonly transparent: boolean;
  /** Backslashes are the language's own (TeX): they are never repaired. */
  readonly keepsBackslashes: boolean;
  /** Definitions of the file by syntax, for `@@` headers; empty when unknown. Lines are 1-based. */
  readonly definitions: readonly {
    readonly name: string;
    readonly line: number;
    readonly endLine: number;
  }[];
}

export interface MatchOptions {
  readonly format: PatchFormat;
  /** `exact`: the bytes as sent, at any offset, with unified diff's rules for the beginning and end of a file. */
  readonly match: "safe" | "exact";
  /** Shared by the files of a patch; if not given, the hunks of this one have their own. */
  readonly explaining?: ExplainingTime;
}

/** How loosely a hunk was compared; see `levels`. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface PlacedHunk {
  /** Index into the hunks given. With `everywhere` one hunk has several. */
  readonly hunk: number;
  readonly level: Level;
  /** How it was matched, for the answer: `indent+4`, `unicode`, `line numbers removed`; not given at levels 0 and 1. */
  readonly how?: string;
  /** The old side in the file, 0-based, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** In order and apart; what is in none stays as it is. */
  readonly replacements: readonly Replacement[];
  /** Sentences: `header not found, the hunk fits in one place only`. */
  readonly warnings: readonly string[];
}

/** Lines of the file that give way to others. */
export interface Replacement {
  /** 0-based index of the first line replaced, or before which is inserted. */
  readonly at: number;
  readonly remove: number;
  readonly add: readonly string[];
  /** For an edit inside lines (`old_text` that is no whole line): the lines are replaced whole, and `add` holds them whole. */
}

export interface HunkFailure {
  readonly hunk: number;
  /** 1-based. */
  readonly patchLine: number;
  readonly code:
    | "NO_MATCH"
    | "AMBIGUOUS"
    | "ALREADY_APPLIED"
    | "ANCHOR_NOT_FOUND"
    | "ANCHOR_AMBIGUOUS"
    | "OVERLAP"
    | "ENCODING";
  /** A sentence. */
  readonly message: string;
  /** For AMBIGUOUS: every place, and the header that would single it out, if there is one. Lines are 1-based. */
  readonly places: readonly {
    readonly line: number;
    readonly endLine: number;
    readonly header?: string;
  }[];
  /** For NO_MATCH: the best places, best first, at most three. */
  readonly candidates: readonly Candidate[];
}

/** A place that nearly fits. It is never taken by itself. */
export interface Candidate {
  /** 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  readonly equalLines: number;
  readonly oldLines: number;
  /** The lines of the file there, from `line` to `endLine`. */
  readonly fileLines: readonly string[];
  readonly firstDifference?: Difference;
  /** What taking it would do: the file's own context, the author's added lines. */
  readonly replacements: readonly Replacement[];
}

export interface Difference {
  readonly patchLine: number;
  /** 1-based; not given when the file has no such line. */
  readonly fileLine?: number;
  readonly expected: string;
  readonly actual?: string;
  readonly kind:
    | "indent"
    | "tab"
    | "trailing"
    | "unicode"
    | "escape"
    | "case"
    | "text"
    | "blank"
    | "missing";
}

/** Where hunks belong in one file. Something is to be written only if there is no failure. */
export interface Placement {
  /** In the order of the file. */
  readonly placed: readonly PlacedHunk[];
  readonly failures: readonly HunkFailure[];
}

export type { Hunk, HunkLine };
