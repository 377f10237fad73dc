export interface ChangesRequest {
  /** The commit that the working tree is compared with. */
  readonly since: string;
  /** A file or folder; without it the whole repository. */
  readonly path?: string | undefined;
}

/** A line of a file as it is now; counted from 1. */
export interface AddedLine {
  readonly line: number;
  readonly text: string;
}

/** A file that differs from the commit. */
export interface FileChanges {
  readonly path: string;
  readonly op: "create" | "update" | "delete" | "rename";
  /** Where it was, for a rename. */
  readonly from?: string;
  readonly removed: number;
  readonly added: readonly AddedLine[];
  /** As `git diff` prints it, with line feeds. */
  readonly diff: string;
}

export interface ChangesResult {
  /** The id of the commit, shortened. */
  readonly commit: string;
  /** By path. */
  readonly files: readonly FileChanges[];
  /** What the answer leaves out, each a sentence. */
  readonly notes: readonly string[];
}
