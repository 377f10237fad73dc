import type { Task } from "../task.ts";
import { openPool } from "../threads/pool.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { errorsInThreads, type FileErrors } from "./errors-in-threads.ts";
import type { FileOutline, Unparsed } from "./facts.ts";
import { FactsCache } from "./facts-cache.ts";
import { factsInThreads } from "./facts-in-threads.ts";
import { type MatchAnswer, matchInThreads, type MatchRequest } from "./match-in-threads.ts";
import type { FilePlaces } from "./name-places.ts";
import type {
  ParseAnswer,
  ParseJob,
  SourceText,
  TextErrors,
  ThreadSetup,
  WantedInFile,
} from "./parse-job.ts";
import { placesInThreads } from "./places-in-threads.ts";
import { textErrorsInThreads, textsInThreads } from "./texts-in-threads.ts";

export interface Parsing {
  /**
   * What the syntax of these files tells, as they are on disk now. A file that did not change is not parsed again.
   * Every path gets an answer: its facts, or why there are none.
   */
  facts(
    paths: readonly RepoPath[],
    task: Task,
  ): Promise<ReadonlyMap<RepoPath, FileOutline | Unparsed>>;
  /** What the syntax of texts that are not on disk tells, in their order. */
  textFacts(texts: readonly SourceText[], task: Task): Promise<readonly (FileOutline | Unparsed)[]>;
  /**
   * Searches files for a pattern of code.
   *
   * @throws ToolError PATTERN_NOT_PARSED, UNKNOWN_LANGUAGE
   */
  match(request: MatchRequest, paths: readonly RepoPath[], task: Task): Promise<MatchAnswer>;
  /**
   * Describes places in files as they are now: where a name stands, or positions somebody else found. Every file gets an
   * answer: its places, or why it cannot be read.
   */
  places(
    files: readonly WantedInFile[],
    task: Task,
  ): Promise<ReadonlyMap<RepoPath, FilePlaces | Unparsed>>;
  /**
   * Where the syntax of files below a root is broken; the root need not be the repository. Every file gets an answer: its
   * errors, or why it cannot be read.
   */
  syntaxErrors(
    root: string,
    paths: readonly RepoPath[],
    task: Task,
  ): Promise<ReadonlyMap<RepoPath, FileErrors | Unparsed>>;
  /** The same of texts that are not on disk, in their order; none gets more than a fifth of a second. */
  textErrors(texts: readonly SourceText[], task: Task): Promise<readonly TextErrors[]>;
  /**
   * Starts a thread and loads the grammars of these languages, so that the first question need not wait. One thread
   * only: the others would take the time of whoever gets that question ready.
   */
  warmUp(languages: readonly string[], task: Task): Promise<void>;
  /** Ends the threads. */
  close(): Promise<void>;
}

export interface ParsingOptions extends ThreadSetup {
  readonly threads: number;
}

/** Outlines of more than a million lines. */
const cacheBytes = 32 * 1024 * 1024;

/** A grammar and its query are loaded once per thread; a thread stays while someone may come back. */
const idleMs = 60_000;

/** Opens parsing in worker threads. Nothing is loaded or started before the first question. */
export function openParsing({ threads, ...setup }: ParsingOptions): Parsing {
  const module = new URL("./parse-worker.js", import.meta.url);
  const pool = openPool<ParseJob, ParseAnswer>({ module, threads, idleMs, data: setup });
  // One chunk waits behind each thread, so that none is idle while its answer travels.
  const lanes = 2 * threads;
  const sources = { root: setup.root, pool, lanes, cache: new FactsCache(cacheBytes) };
  return {
    facts: (paths, task) => factsInThreads(paths, task, sources),
    textFacts: (texts, task) => textsInThreads(texts, task, sources),
    match: (request, paths, task) => matchInThreads(request, paths, task, sources),
    places: (files, task) => placesInThreads(files, task, sources),
    syntaxErrors: (root, paths, task) => errorsInThreads(root, paths, task, sources),
    textErrors: (texts, task) => textErrorsInThreads(texts, task, sources),
    async warmUp(languages, { signal }) {
      await pool.run({ kind: "warm-up", languages }, signal);
    },
    close: () => pool.close(),
  };
}
