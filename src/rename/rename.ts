import type { Certificate, Mention, Precision } from "../references/references.ts";
import type { TargetRequest } from "../references/references.ts";

export interface RenameRequest extends TargetRequest {
  /** For a file or folder, its new path or the new last part of it. */
  readonly newName: string;
  readonly dryRun: boolean;
  /** Whether the word in strings and comments of source files is renamed as well. */
  readonly includeStrings: boolean;
}

/** Places that keep the old name are listed up to so many. */
export const shownNotTouched = 50;

/** A place that still says the old name. */
export interface NotTouched extends Omit<Mention, "kind"> {
  readonly kind: Mention["kind"] | "alias";
}

export interface RenamedFile {
  readonly path: string;
  readonly op: "update" | "rename";
  /** Where it was. */
  readonly from?: string;
  /** Lines that change, 1-based, as they are before; each once. */
  readonly lines: readonly number[];
}

export interface RenameResult {
  /** For `undo_edit`; absent for a dry run. */
  readonly editId?: string;
  readonly files: readonly RenamedFile[];
  /** How many places change. */
  readonly edits: number;
  readonly precision: Precision;
  readonly engine: string;
  /** Whether every file that holds the old name is accounted for. */
  readonly complete: boolean;
  readonly unexplained: Certificate["unexplained"];
  /** The first `shownNotTouched` of them; there are `notTouchedTotal`. */
  readonly notTouched: readonly NotTouched[];
  readonly notTouchedTotal: number;
  /** Of a dry run: what would change, as `git diff` prints it. */
  readonly diff?: string;
  readonly notes: readonly string[];
}
