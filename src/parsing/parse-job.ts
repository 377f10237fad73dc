import type { RepoPath } from "../workspace/repo-path.ts";
import type { Stamp } from "../workspace/stamp.ts";
import type { FileFacts, Unparsed } from "./facts.ts";

/** What every parsing thread knows from its start. */
export interface ThreadSetup {
  readonly root: string;
  readonly grammars: string;
  readonly queries: string;
}

/** A chunk of files whose facts are wanted. */
export interface FactsJob {
  readonly files: readonly {
    readonly path: RepoPath;
    /** The hash of the bytes whose facts the asker has; the thread parses only when the file's differs. */
    readonly knownHash: string | undefined;
  }[];
}

/** What became of one file. `stamp` is missing when it could not be read at all. */
export interface FactsOutcome {
  readonly path: RepoPath;
  readonly stamp: Stamp | undefined;
  /** `Date.now()` before the reading, for the judgement whether the stamp can be trusted. */
  readonly readAtMs: number;
  readonly result: FileFacts | Unparsed | "unchanged";
}
