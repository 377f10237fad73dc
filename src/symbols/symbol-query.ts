import type { SymbolKind } from "../languages/language.ts";
import type { SymbolEntry } from "./symbol.ts";

export const matchModes = ["smart", "exact", "prefix", "substring", "fuzzy"] as const;
export type MatchMode = (typeof matchModes)[number];

export interface FindSymbolsRequest {
  /** A name, or `Container.name`. Without it `path` is needed and the answer is an outline. */
  readonly query?: string | undefined;
  readonly match: MatchMode;
  readonly kinds: readonly SymbolKind[];
  /** A file or a folder. */
  readonly path?: string | undefined;
  readonly includeSource: boolean;
  /** How many entries to leave out first, and how many to answer at most. */
  readonly offset: number;
  readonly limit: number;
}

export interface FindSymbolsResult {
  readonly symbols: readonly SymbolEntry[];
  /** Exact when `complete`, else how many were found so far. */
  readonly total: number;
  /** False when a limit ended the search; `notes` says which. */
  readonly complete: boolean;
  /** `syntax`: from the syntax tree of the files as they are on disk now. */
  readonly precision: "syntax";
  /** The mode that found them: `smart` goes from exact to fuzzy and stops at the first that finds something. */
  readonly matched: MatchMode | "outline";
  /** What the answer leaves out, each a sentence. */
  readonly notes: readonly string[];
}
