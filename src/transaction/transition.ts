import type { RepoPath } from "../workspace/repo-path.ts";
import type { Image } from "./image.ts";

/** What lies at one path before and after the edit. Each path has one, so their order cannot change the result. */
export interface Transition {
  /** Without links on the way. */
  readonly path: RepoPath;
  /** Nothing before: it is created. */
  readonly pre: Image | null;
  /** Nothing after: it is deleted. The mode is not known before a new file was made. */
  readonly post: NewImage | null;
  /** The path, or the topmost folder on the way to it that does not exist: the folder it is in does. */
  readonly near: RepoPath;
}

export interface NewImage extends Omit<Image, "mode"> {
  /** Not given: what a new file gets here. */
  readonly mode?: number;
  readonly content: Content;
}

/** Where the bytes of a new image come from. */
export type Content =
  | { readonly from: "memory"; readonly bytes: Buffer }
  /** A file or link of the repository, as it is before the edit. */
  | { readonly from: "entry"; readonly path: RepoPath }
  /** A copy that an earlier edit kept; absolute. */
  | { readonly from: "backup"; readonly file: string };

/** A checked plan: what the transaction is to do. */
export interface Plan {
  /** In the order in which they are made. */
  readonly transitions: readonly Transition[];
  /** Folders to make, each after the one it is in. */
  readonly newFolders: readonly RepoPath[];
  /** Permission bits of the folders that something is deleted from; they go when they are empty then. */
  readonly oldFolders: ReadonlyMap<RepoPath, number>;
}
