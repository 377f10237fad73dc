import type { RepoPath } from "../workspace/repo-path.ts";

/** An earlier state of the repository, told by what was different then. */
export interface BaseState {
  /** As people say it: `HEAD (1a2b3c4)`. */
  readonly title: string;
  /** What files held that are not the same now; undefined for one that was not there. */
  readonly files: ReadonlyMap<RepoPath, Buffer | undefined>;
  /** Files that were moved, from where they are now to where they were. */
  readonly moves: ReadonlyMap<RepoPath, RepoPath>;
  readonly notes: readonly string[];
}
