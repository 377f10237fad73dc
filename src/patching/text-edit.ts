import type { PlacedHunk, Replacement } from "../matching/placement.ts";

/** What the hunks of one operation did to a text. */
export interface TextEdit {
  /** Decoded, without byte order mark. */
  readonly before: string;
  readonly after: string;
  readonly placed: readonly PlacedHunk[];
  /** Lines of `before` that gave way, in order and apart. */
  readonly replacements: readonly Replacement[];
}
