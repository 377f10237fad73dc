import type { Language } from "../languages/language.ts";
import type { LineChange } from "../transaction/diff-lines.ts";

/** One version of a file. */
export interface Side {
  readonly path: string;
  /** Undefined where it is no text, or too large for source. */
  readonly text: string | undefined;
  /** In bytes; undefined where nobody could read it. */
  readonly size: number | undefined;
}

export interface NumberedLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** A file that a change touches. One of the two sides is there. */
export interface ReviewedFile {
  /** Where it is now; where it was, for one that is gone. */
  readonly path: string;
  readonly now: Side | undefined;
  readonly before: Side | undefined;
  readonly language: Language | undefined;
  /** The changed stretches of lines, from 0. */
  readonly hunks: readonly LineChange[];
  readonly added: readonly NumberedLine[];
  readonly removed: readonly NumberedLine[];
}
