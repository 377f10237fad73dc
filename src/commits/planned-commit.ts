import type { FileDifference } from "../git/compare-trees.ts";
import type { Git } from "../git/open-git.ts";
import type { Status } from "../git/read-status.ts";
import type { CommitRequest } from "./commits.ts";
import type { Staging } from "./stage-tree.ts";

/** What a request comes to. */
export interface PlannedCommit extends Omit<Staging, "head"> {
  readonly git: Git;
  readonly request: CommitRequest;
  readonly status: Status;
  readonly notes: readonly string[];
}

/** A tree that is ready to be committed. */
export interface StagedCommit {
  readonly tree: string;
  readonly differences: readonly FileDifference[];
  readonly patch: string;
}
