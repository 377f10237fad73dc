import type { RepoPath } from "../workspace/repo-path.ts";

/** How much a change is looked at: its syntax before it is written, then what it broke elsewhere. */
export const verifications = ["none", "syntax", "types"] as const;

/** What an edit may be asked beside its changes. */
interface EditRequest {
  /** Nothing is written; the change is kept as a plan. */
  readonly dryRun: boolean;
  /** `refuse`: nothing is written when a file that parsed would no longer. */
  readonly onSyntaxError: "warn" | "refuse";
  readonly verify: (typeof verifications)[number];
  /** How long the text of a refusal may be. */
  readonly maxChars: number;
}

/** Either `patch`, or `plan` alone or with one of `patch` and `accept`. */
export interface ApplyPatchRequest extends EditRequest {
  /** A patch; with `plan`, the hunks of it that failed, again. */
  readonly patch?: string | undefined;
  readonly plan?: string | undefined;
  /** Ids of places that a refusal offered. */
  readonly accept?: readonly string[] | undefined;
  /** If not given, as the plan was made with, else `safe`. */
  readonly match?: "safe" | "exact" | undefined;
  /** Whether a patch may replace files that are there; if not given, as with `match`. */
  readonly overwrite?: boolean | undefined;
}

export interface EditFilesRequest extends EditRequest {
  readonly edits: readonly TextEdit[];
}

interface TextEdit {
  readonly path: string;
  /** Empty for a file that is to be made. */
  readonly oldText: string;
  readonly newText: string;
  readonly occurrence: "only" | "all";
  readonly nearLine?: number | undefined;
}

export interface UndoRequest {
  readonly editId?: string | undefined;
  readonly list: boolean;
}

/** What was done, or would be done, to one file. */
export interface EditedFile {
  readonly path: string;
  readonly op: "create" | "update" | "delete" | "rename" | "copy";
  readonly from?: string;
  /** Lines of the new text, `12` or `12-40`. */
  readonly ranges: readonly string[];
  /** Git's blob id of the new bytes, as `read_code` tells it. */
  readonly sha?: string;
  /** Hunks that did not fit as sent, and how they were taken. */
  readonly matched: readonly string[];
}

/** Something an edit broke. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  /** A sentence. */
  readonly message: string;
}

/** What is new against the state before the edit. */
export interface Findings {
  readonly fresh: readonly Finding[];
  /** Sentences about what was not looked at. */
  readonly notes: readonly string[];
}

/** As an engine tells them. */
export interface TypeFindings extends Findings {
  readonly fixed: number;
}

/** A place that uses what the edit changed in a way others see, in a file that the edit left alone. */
export interface StaleCaller {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  /** The changed symbol. */
  readonly uses: string;
}

/** What an edit means for the rest of the repository. */
export interface Aftermath {
  /** Undefined when it did not end in time, or could not. */
  readonly types: TypeFindings | undefined;
  readonly staleCallers: readonly StaleCaller[] | undefined;
  /** Paths of tests, the nearest first. */
  readonly affectedTests: readonly string[] | undefined;
  readonly notes: readonly string[];
}

export interface EditResult {
  /** For `undo_edit`; absent for a dry run, and where nothing changed. */
  readonly editId?: string;
  /** Of a dry run: what `apply_patch` takes to write exactly this. */
  readonly plan?: string;
  readonly files: readonly EditedFile[];
  readonly added: number;
  readonly removed: number;
  /** By a grammar, before it was written; absent when that was not asked for. */
  readonly syntax?: Findings;
  readonly aftermath?: Aftermath;
  /** Of a dry run, and of files with hunks that did not fit as sent; as `git diff` prints it. */
  readonly diff?: string;
  readonly notes: readonly string[];
}

export interface UndoneFile {
  readonly path: RepoPath;
  readonly op: "create" | "update" | "delete" | "rename";
  readonly from?: RepoPath;
}

export interface ListedEdit {
  readonly editId: string;
  /** As ISO 8601. */
  readonly at: string;
  readonly files: readonly UndoneFile[];
  readonly undoes?: string;
  readonly undone: boolean;
}

/** What an edit changed, as `git diff` prints it, as far as it fits. */
export interface EditDiff {
  readonly text: string;
  /** What it leaves out, each a sentence. */
  readonly notes: readonly string[];
}

/** An edit that was taken back, or the edits there are. */
export type UndoResult =
  | {
      readonly kind: "undone";
      readonly editId: string | undefined;
      readonly undoes: string;
      readonly files: readonly UndoneFile[];
      readonly notes: readonly string[];
    }
  | {
      readonly kind: "list";
      /** The newest first. */
      readonly edits: readonly ListedEdit[];
      readonly notes: readonly string[];
    };
