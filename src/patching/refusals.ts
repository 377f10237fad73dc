import type { ToolError } from "../errors.ts";
import type { HunkFailure } from "../matching/placement.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

// Both stay in this folder: `planPatch` makes failures of them.

/** Some hunks of an operation found no place. */
export class HunksRefused extends Error {
  readonly path: RepoPath;
  readonly failures: readonly HunkFailure[];
  /** All of them did what they do before. */
  readonly isDone: boolean;

  /** @param hunks how many the operation has */
  constructor(path: RepoPath, failures: readonly HunkFailure[], hunks: number) {
    super("Hunks found no place.");
    this.path = path;
    this.failures = failures;
    this.isDone =
      failures.length >= hunks && failures.every(({ code }) => code === "ALREADY_APPLIED");
  }
}

/** What is wrong with an operation that could be done, seen when all of them are. */
export interface OperationProblem {
  /** Index into the patch's operations. */
  readonly operation: number;
  readonly error: ToolError;
}

/** The tree looks as if an operation had been done before. */
export class AlreadyDone extends Error {
  /** What is wrong, if the patch as a whole was not done before. */
  readonly otherwise: ToolError;
  /** Whether its content is there, not only a missing file missing. */
  readonly isProof: boolean;

  constructor(otherwise: ToolError, isProof: boolean) {
    super("Already done.");
    this.otherwise = otherwise;
    this.isProof = isProof;
  }
}
