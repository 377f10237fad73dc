import type { Hunk } from "./hunk.ts";

/** `texts`: old and new text, as `edit_files` sends them. */
export type PatchFormat = "v4a" | "unified" | "git" | "search-replace" | "texts";

/** A patch as its author wrote it. No file was looked at: names are as written, unquoted. */
export interface ParsedPatch {
  readonly format: PatchFormat;
  /** In the order written; one file may have several. */
  readonly operations: readonly PatchOperation[];
  /** The folder that its paths start from (`cd sub && apply_patch`), as written. */
  readonly folder?: string;
  /** Sentences about what was put right while reading it. */
  readonly warnings: readonly string[];
}

/** What is to become of one file. */
export interface PatchOperation {
  readonly op: "create" | "update" | "delete" | "rename" | "copy";
  /**
   * The file before; for `create`, the new file. In unified diffs with the first folders that `-p` strips, unless
   * `stripped`.
   */
  readonly path: string;
  /** For `rename` and `copy`: the file after. */
  readonly to?: string;
  /** Of a unified diff: the other names its headers give, in the order in which they are to be tried. */
  readonly otherPaths?: readonly string[];
  /** Whether the names have no `a/` and `b/` in front: V4A, SEARCH/REPLACE, `rename from`. */
  readonly stripped: boolean;
  /** For `update`, of a diff without git's headers that only adds: a file that is not there is created. */
  readonly mayCreate?: true;
  /** In the order written. For `create`, one hunk of added lines, or none. */
  readonly hunks: readonly Hunk[];
  /** Replaces a file that is there already; V4A's Add says so nowhere, so it is the call's decision. */
  readonly oldMode?: number;
  /** As git writes it, 0o100644, 0o100755 or 0o120000 for a link. */
  readonly newMode?: number;
  readonly binary?: BinaryChange;
  /** Git's ids of the content before and after, of a patch that has them in full; all zeros for no file. */
  readonly blobs?: { readonly before: string; readonly after: string };
  /** Where it begins in the text of the patch, 1-based. */
  readonly patchLine: number;
}

/** What a `GIT binary patch` makes of the old bytes. */
export type BinaryChange =
  | { readonly kind: "literal"; readonly bytes: Buffer }
  /** In the format of git's packs, already inflated. */
  | { readonly kind: "delta"; readonly bytes: Buffer };
