import type { RepoPath } from "./repo-path.ts";
import type { Stamp } from "./stamp.ts";

/** A regular file that belongs to the repository: tracked, or neither ignored nor in a dependency folder. */
export interface ListedFile {
  readonly path: RepoPath;
  /** The state of the file when it was listed. */
  readonly stamp: Stamp;
}

export interface Listing {
  /** In byte order of their paths. Links are not among them: what they lead to is listed where it lies. */
  readonly files: readonly ListedFile[];
  /** Every folder in which a file could appear that this listing would have; the root is `""`. */
  readonly directories: readonly RepoPath[];
  readonly via: "git" | "walk";
  /** Sentences about what is left out, and why. */
  readonly notes: readonly string[];
}

/** Something that could not be had, and the reason as a sentence. */
export interface Unavailable {
  readonly unavailable: string;
}
