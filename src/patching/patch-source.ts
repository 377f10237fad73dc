import type { Subject } from "../matching/placement.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** The tree a patch is planned against. */
export interface PatchSource {
  /** Absolute, from `rootFrom`. */
  readonly root: string;
  /** Absolute folders that take no changes, such as that of the journal. */
  readonly closed?: readonly string[];
  /** The files a mistaken name may have meant; asked only when one is not found. */
  readonly findFiles?: (task: Task) => Promise<readonly string[]>;
  /** Asked only for files in which a hunk with a header found no place without it. */
  readonly findDefinitions?: (
    path: RepoPath,
    text: string,
    task: Task,
  ) => Promise<Subject["definitions"]>;
}

export interface PatchOptions {
  /** `exact`: as `git apply` does it, with nothing tolerated. */
  readonly match: "safe" | "exact";
  /** Whether a file that is there already gives way to one that is added or moved to its place. */
  readonly overwrite?: boolean;
  /** SHA-256, in hex, of what files must still hold. */
  readonly expected?: ReadonlyMap<RepoPath, string>;
}
