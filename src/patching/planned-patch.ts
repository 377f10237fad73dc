import type { Level } from "../matching/placement.ts";
import type { HunkFailure } from "../matching/placement.ts";
import type { FileChange } from "../transaction/file-change.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** What a patch would do to the tree as it is. Nothing was written. */
export interface PlannedPatch {
  /** For `commitChanges`; empty when there are failures, or nothing would change. */
  readonly changes: readonly FileChange[];
  /** One per file that changes, in the order of the patch; those of operations that failed are left out. */
  readonly files: readonly PlannedFile[];
  readonly failures: readonly PatchFailure[];
  /** Every hunk's result is there already. */
  readonly alreadyApplied: boolean;
  /** Sentences about the patch as a whole. */
  readonly warnings: readonly string[];
}

export interface PlannedFile {
  readonly path: RepoPath;
  readonly op: "create" | "update" | "delete" | "rename" | "copy";
  /** For rename and copy. */
  readonly from?: RepoPath;
  /** Decoded; not given when there is no text: nothing there, bytes, a link. */
  readonly before?: string;
  readonly after?: string;
  /** SHA-256, in hex, of the bytes after. */
  readonly sha?: string;
  /** Changed lines of the text after, 1-based and inclusive; an emptied place is the line before it. */
  readonly ranges: readonly { readonly line: number; readonly endLine: number }[];
  readonly added: number;
  readonly removed: number;
  /** Hunks that were matched above level 1. */
  readonly matched: readonly {
    readonly hunk: number;
    readonly level: Level;
    readonly how: string;
  }[];
  readonly warnings: readonly string[];
}

/** Why an operation, or one of its hunks, cannot be done. */
export interface PatchFailure {
  readonly path: string;
  /** Index into the patch's operations. */
  readonly operation: number;
  /** 1-based. */
  readonly patchLine: number;
  /** NOT_FOUND, EXISTS, IS_DIRECTORY, BINARY, ENCODING, READONLY, PATH_ESCAPE, PROTECTED, STALE, CONFLICT, TOO_LARGE … or that of the hunk. */
  readonly code: string;
  /** A sentence. */
  readonly message: string;
  /** What to send next. */
  readonly next: string;
  /** Of a hunk that found no place; `hunk.hunk` counts from 0 within the operation. */
  readonly hunk?: HunkFailure;
}
