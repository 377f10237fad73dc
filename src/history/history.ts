import type { FileDifference } from "../git/compare-trees.ts";
import type { PatchPiece } from "../git/patch-pieces.ts";
import type { Commit } from "../git/read-commits.ts";

export const historyViews = ["log", "blame", "show", "diff"] as const;

export interface HistoryRequest {
  readonly view: (typeof historyViews)[number];
  readonly path?: string | undefined;
  /** `name`, `Container.name` or `path#Container.name`. */
  readonly symbol?: string | undefined;
  /** `10-40` or `10`, of the file on disk, or of the one in `ref` where that is given. */
  readonly lines?: string | undefined;
  readonly ref?: string | undefined;
  /** For a diff, what `ref` or the files on disk are compared with. */
  readonly base?: string | undefined;
  readonly since?: string | undefined;
  readonly author?: string | undefined;
  readonly message?: string | undefined;
  readonly content?: string | undefined;
  readonly patch?: boolean | undefined;
  readonly limit: number;
  readonly offset: number;
  /** The commit the first page began with. */
  readonly anchor?: string | undefined;
}

export type HistoryResult = LogResult | BlameResult | ChangesResult;

export interface LogResult {
  readonly kind: "log";
  /** The commit it begins with. */
  readonly from: string;
  readonly entries: readonly HistoryEntry[];
  readonly hasMore: boolean;
  /** False when the search was ended before it came to the first commit or the end of the page. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}

export interface HistoryEntry {
  readonly commit: Commit;
  /** What the file was called, where it was another name than that asked for. */
  readonly path?: string;
  readonly oldPath?: string;
  /** Whether the commit deleted it. */
  readonly isGone?: true;
  readonly patch?: readonly string[];
}

export interface BlameResult {
  readonly kind: "blame";
  readonly path: string;
  /** The commit whose file it is; the file on disk if not given. */
  readonly at?: string;
  readonly runs: readonly BlamedLines[];
  /** How many runs there are in all. */
  readonly total: number;
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** Lines that came with one commit; undefined is none yet. */
export interface BlamedLines {
  readonly firstLine: number;
  readonly lines: readonly string[];
  readonly commit: Commit | undefined;
  /** What the file was called then, where it was another name. */
  readonly path?: string;
}

export interface ChangesResult {
  readonly kind: "changes";
  /** The commit that is shown. */
  readonly commit?: Commit;
  /** What is compared, in words. */
  readonly from: string;
  readonly to: string;
  readonly files: readonly FileDifference[];
  /** A page of the patch; undefined where only files are asked for. */
  readonly pieces?: readonly PatchPiece[];
  /** All pieces, or all files. */
  readonly total: number;
  readonly complete: boolean;
  readonly notes: readonly string[];
}
