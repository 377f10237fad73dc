import type { RepoPath } from "../workspace/repo-path.ts";

/** What is to become of one file. All changes of a call happen, or none does. */
export type FileChange = CreateFile | UpdateFile | DeleteFile | RenameFile;

interface CreateFile {
  readonly op: "create";
  readonly path: RepoPath;
  readonly bytes: Buffer;
  /** Permission bits, at most 07777; if not given, what a new file gets here. */
  readonly mode?: number;
  /** Makes a symbolic link; `bytes` is the path it holds, which must stay inside the root. */
  readonly link?: true;
}

interface UpdateFile extends PlannedFrom {
  readonly op: "update";
  /** A link is followed, unless `link` says that it becomes one or is one to be pointed elsewhere. */
  readonly path: RepoPath;
  /** If not given, only the mode changes. */
  readonly bytes?: Buffer;
  readonly mode?: number;
  readonly link?: true;
}

/** A link is deleted itself, not what it leads to. */
interface DeleteFile extends PlannedFrom {
  readonly op: "delete";
  readonly path: RepoPath;
}

/** A link is moved itself. A folder is renamed by renaming every file in it. */
interface RenameFile extends PlannedFrom {
  readonly op: "rename";
  readonly path: RepoPath;
  readonly to: RepoPath;
  /** If not given, the content stays. */
  readonly bytes?: Buffer;
  readonly mode?: number;
}

interface PlannedFrom {
  /** SHA-256, in hex, of the bytes the plan was made from; the file must still hold them. Unchecked if not given. */
  readonly before?: string;
  /** Goes ahead even if nobody may write to the file; otherwise only a rename does. */
  readonly evenReadOnly?: true;
}

export interface ChangedFile {
  /** Where it really lies, links resolved. */
  readonly path: RepoPath;
  readonly op: FileChange["op"];
  /** For a rename, where it was. */
  readonly from?: RepoPath;
  /** SHA-256, in hex, of the bytes it has now; not given for a deleted file. */
  readonly sha?: string;
}
