import type { SymbolKind } from "../languages/language.ts";
import type { Severity, SilencedFinding } from "../scan/finding.ts";

/**
 * What is looked at: the working tree against HEAD; a commit against its parent; what `commit`, or without one the working
 * tree, has over its merge base with `base`; or whole files.
 */
export const reviewScopes = ["uncommitted", "commit", "range", "files"] as const;

type ReviewScope = (typeof reviewScopes)[number];

/** What a finding is about. */
type FindingKind =
  | "api_break"
  | "diagnostic"
  | "test_removed"
  | "test_switched_off"
  | "test_weakened"
  | "untested"
  | "secret"
  | "left_over"
  | "unfinished"
  | "unwanted_file"
  | "security";

export interface ReviewFinding {
  readonly severity: Severity;
  readonly kind: FindingKind;
  /** The name of what was found, for filters and for SARIF: `debug-output`, a security rule's id, a diagnostic's code. */
  readonly rule: string;
  readonly path: string;
  /** 1-based, in the file as the change leaves it; for what is gone, where it was. */
  readonly line: number;
  /** A sentence without its full stop, as all texts here. */
  readonly what: string;
  readonly why: string;
  readonly advice: string;
  /** The line's text, trimmed; secrets in it are masked. */
  readonly text?: string;
  /** Further places it is about: callers, the other side. */
  readonly places?: readonly FindingPlace[];
}

export interface FindingPlace {
  readonly path: string;
  readonly line: number;
  readonly text?: string;
}

/** What became of a symbol. */
export type SymbolChange = "added" | "removed" | "renamed" | "moved" | "signature" | "body";

export interface ChangedSymbol {
  readonly change: SymbolChange;
  /** Qualified; the path for statements outside of definitions. */
  readonly name: string;
  readonly kind: SymbolKind;
  readonly path: string;
  readonly line: number;
  /** The name, or `path#name`, it had. */
  readonly from?: string;
}

export interface ReviewRequest {
  readonly scope?: ReviewScope | undefined;
  readonly base?: string | undefined;
  readonly commit?: string | undefined;
  /** Files and folders; all if none are given. */
  readonly paths?: readonly string[] | undefined;
  readonly minSeverity: Severity;
  readonly limit: number;
  readonly offset: number;
}

export interface ReviewResult {
  /** As people say it: `uncommitted changes against HEAD (1a2b3c4)`. */
  readonly title: string;
  readonly files: number;
  readonly added: number;
  readonly removed: number;
  readonly symbols: readonly ChangedSymbol[];
  /** One page, the most serious first. */
  readonly findings: readonly ReviewFinding[];
  readonly total: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** What a comment with a reason silences. */
  readonly silenced: readonly (SilencedFinding & { readonly path: string })[];
  /** Test files that the change reaches, the nearest first. */
  readonly tests: readonly string[];
  /** False when something that belongs to a review could not be looked at; the notes say what. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}
