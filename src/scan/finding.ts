/** From worst to mildest. */
export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number];

/** Code that a rule takes for risky. */
export interface ScanFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** 1-based, inclusive; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** The first line of the code, trimmed. */
  readonly text: string;
  readonly message: string;
  readonly recommendation: string;
  readonly cwe: string;
  readonly owasp: string;
  /** Where what reaches it comes from, if the rule follows that. */
  readonly source?: { readonly line: number; readonly text: string };
}

/** A finding that a comment with a reason silences. */
export interface SilencedFinding extends ScanFinding {
  readonly reason: string;
}

export interface ScanResult {
  readonly findings: readonly ScanFinding[];
  readonly silenced: readonly SilencedFinding[];
  /** What was not looked at, and why. */
  readonly notes: readonly string[];
}
