import type { RepoPath } from "../workspace/repo-path.ts";
import type { Stamp } from "../workspace/stamp.ts";
import type { FileOutline, Unparsed } from "./facts.ts";
import type { FileErrors } from "./errors-in-threads.ts";
import type { FileMatches } from "./match-tree.ts";
import type { FilePlaces, WantedPlaces } from "./name-places.ts";

/** What every parsing thread knows from its start. */
export interface ThreadSetup {
  readonly root: string;
  /** The folder of compiled grammars. */
  readonly grammars: string;
  /** The folder of language queries. */
  readonly queries: string;
}

/** What a parsing thread can be asked. */
export type ParseJob =
  | FactsJob
  | TextsJob
  | TextErrorsJob
  | MatchJob
  | PlacesJob
  | ErrorsJob
  | ReadPatternJob
  | WarmUpJob;

/** A chunk of files whose facts are wanted. */
export interface FactsJob {
  readonly kind: "facts";
  readonly files: readonly {
    readonly path: RepoPath;
    /** The hash of the bytes whose facts the asker has; the thread parses only when the file's differs. */
    readonly knownHash: string | undefined;
  }[];
}

/** A source text that is not on disk; its path decides the language. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** A chunk of texts whose outlines are wanted. */
interface TextsJob {
  readonly kind: "texts";
  readonly texts: readonly SourceText[];
}

/** A chunk of texts whose syntax errors are wanted. */
interface TextErrorsJob {
  readonly kind: "text-errors";
  readonly texts: readonly SourceText[];
}

/** A chunk of files to be searched for a syntax pattern. */
export interface MatchJob {
  readonly kind: "match";
  readonly pattern: string;
  readonly paths: readonly RepoPath[];
  /** Per file. */
  readonly limit: number;
}

/** A chunk of files in which places are to be described. */
interface PlacesJob {
  readonly kind: "places";
  readonly files: readonly WantedInFile[];
}

/** A chunk of files whose syntax errors are wanted. */
interface ErrorsJob {
  readonly kind: "errors";
  /** Where the files lie: the repository, or a copy of an earlier state of it. */
  readonly root: string;
  readonly paths: readonly RepoPath[];
}

export interface WantedInFile {
  readonly path: RepoPath;
  readonly wanted: WantedPlaces;
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
  readonly texts: readonly TextOutcome[];
  readonly textErrors: readonly TextErrors[];
  readonly matches: readonly MatchOutcome[];
  readonly places: readonly PlacesOutcome[];
  readonly errors: readonly ErrorsOutcome[];
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

/** The hash of an outline is empty: it has no file. */
export type TextOutcome = FileOutline | Unparsed;

export type TextErrors = FileErrors | Unparsed;

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

export interface PlacesOutcome {
  readonly path: RepoPath;
  readonly result: FilePlaces | Unparsed;
}

export interface ErrorsOutcome {
  readonly path: RepoPath;
  readonly result: FileErrors | Unparsed;
}
