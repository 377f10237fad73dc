import type { FileDifference } from "../git/compare-trees.ts";

/** What a commit is refused for unless it is allowed. */
export const commitRisks = ["secrets", "conflict_markers"] as const;

export interface CommitRequest {
  readonly message: string;
  /** Files and folders, whose changes are committed as a whole. */
  readonly paths: readonly string[];
  /** Edits of which only their own hunks are committed. */
  readonly editIds: readonly string[];
  readonly allow: readonly (typeof commitRisks)[number][];
  readonly dryRun: boolean;
}

export interface CommitResult {
  /** The new commit's id; absent for a dry run. */
  readonly commit?: string;
  /** Undefined when HEAD is on no branch. */
  readonly branch: string | undefined;
  readonly files: readonly FileDifference[];
  /** Of a dry run, as `git diff` prints it. */
  readonly diff?: string;
  /** Paths with changes that are not committed. */
  readonly remaining: readonly string[];
  /** Those of other paths that are staged, and stay so. */
  readonly stagedElsewhere: readonly string[];
  readonly notes: readonly string[];
}
