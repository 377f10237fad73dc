import type { Severity } from "../engines/code-engine.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** What can be asked for: `types` is all that an engine says beyond syntax, but for hints. */
export const checkKinds = ["types", "syntax", "hints"] as const;

export type CheckKind = (typeof checkKinds)[number];

export interface CheckCodeRequest {
  /** Files or folders; without them the whole repository. */
  readonly paths?: readonly string[] | undefined;
  /** A commit, branch or tag, or the id of an edit: only what is new against the state then is answered. */
  readonly since?: string | undefined;
  readonly kinds: readonly CheckKind[];
  readonly limit: number;
  readonly offset: number;
}

/** Lines and columns are 1-based, columns in UTF-16 units. */
export interface Diagnostic {
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly severity: Severity;
  /** As its engine calls it (`TS2322`); `syntax` where a grammar found it. */
  readonly code: string;
  /** Further lines tell what led to the first one. */
  readonly message: string;
  readonly source: "types" | "syntax";
}

/** A diagnostic as an answer shows it. */
export interface ShownDiagnostic extends Diagnostic {
  /** The qualified name of the innermost definition around it. */
  readonly in?: string;
  /** Its line without the white space around it. */
  readonly text: string;
  /** How many diagnostics of the whole answer have this severity, code and message. */
  readonly alike: number;
}

export interface CheckCodeResult {
  /** One page of them: errors first, broken syntax first among them, those alike together. */
  readonly diagnostics: readonly ShownDiagnostic[];
  readonly total: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly filesChecked: number;
  /** Numbers of files: `exact` by an engine, `syntax` where only a grammar looked. */
  readonly precision: { readonly exact: number; readonly syntax: number };
  /** Those that answered, with their versions. */
  readonly engines: readonly string[];
  readonly complete: boolean;
  /** Files that nothing could look at, with the reason as a sentence without its full stop. */
  readonly unchecked: readonly { readonly path: RepoPath; readonly reason: string }[];
  /** What is compared with, as people say it. */
  readonly base?: string;
  /** How many diagnostics of the base are gone. */
  readonly fixed?: number;
  readonly notes: readonly string[];
}
