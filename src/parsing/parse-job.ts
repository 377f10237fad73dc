import type { RepoPath } from "../workspace/repo-path.ts";
import type { Stamp } from "../workspace/stamp.ts";
import type { Unparsed } from "./facts.ts";
import type { FileMatches } from "./match-tree.ts";

/** What every parsing thread knows from its start. */
export interface ThreadSetup {
  readonly root: string;
  /** The folder of compiled grammars. */
  readonly grammars: string;
  /** The folder of language queries. */
  readonly queries: string;
}

/** What a parsing thread can be asked. */
export type ParseJob = FactsJob | MatchJob | ReadPatternJob | WarmUpJob;

/** A chunk of files whose facts are wanted. */
export interface FactsJob {
  readonly kind: "facts";
  readonly files: readonly {
    readonly path: RepoPath;
    /** The hash of the bytes whose facts the asker has; the thread parses only when the file's differs. */
    readonly knownHash: string | undefined;
  }[];
}

/** A chunk of files to be searched for a syntax pattern. */
export interface MatchJob {
  readonly kind: "match";
  readonly pattern: string;
  readonly paths: readonly RepoPath[];
  /** Per file. */
  readonly limit: number;
}

/** In which of these languages a pattern can be read. */
interface ReadPatternJob {
  readonly kind: "read-pattern";
  readonly pattern: string;
  readonly languages: readonly string[];
}

interface WarmUpJob {
  readonly kind: "warm-up";
  readonly languages: readonly string[];
}

/** The part that answers the job is filled. */
export interface ParseAnswer {
  readonly facts: readonly FactsOutcome[];
  readonly matches: readonly MatchOutcome[];
  readonly languages: readonly string[];
}

/** What became of one file. `stamp` is missing when it could not be read at all. */
export interface FactsOutcome {
  readonly path: RepoPath;
  readonly stamp: Stamp | undefined;
  /** `Date.now()` before the reading, for the judgement whether the stamp can be trusted. */
  readonly readAtMs: number;
  readonly result: PackedFacts | Unparsed | "unchanged";
}

/** An outline as it travels and is kept. */
export interface PackedFacts {
  readonly language: string;
  readonly hash: string;
  /** As `packOutline` made them. */
  readonly bytes: Uint8Array;
}

export interface MatchOutcome {
  readonly path: RepoPath;
  readonly result: FileMatches | Unparsed;
}
