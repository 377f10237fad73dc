export const searchModes = ["literal", "regex", "syntax"] as const;
type SearchMode = (typeof searchModes)[number];

export interface SearchCodeRequest {
  readonly pattern: string;
  readonly mode: SearchMode;
  readonly path?: string | undefined;
  /** A language id; needed for `syntax` when several languages could read the pattern. */
  readonly language?: string | undefined;
  readonly ignoreCase: boolean;
  readonly context: number;
  readonly offset: number;
  readonly limit: number;
}

export interface SearchHit {
  readonly path: string;
  /** 1-based, columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** The matching line, or lines of a longer match, cut at 300 characters each. */
  readonly lines: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Qualified name of the innermost definition around it. */
  readonly symbol?: string;
}

export interface SearchCodeResult {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  readonly files: number;
  /** False when a limit ended the search; `notes` says which. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}
