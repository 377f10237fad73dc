import { languageOfPath } from "../languages/index.ts";
import type { Task } from "../task.ts";
import { openPool } from "../threads/pool.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { type Stamp, stampPath } from "../workspace/stamp.ts";
import type { FileFacts, Unparsed } from "./facts.ts";
import { FactsCache } from "./facts-cache.ts";
import type { FactsJob, FactsOutcome, ThreadSetup } from "./parse-job.ts";
import { maxSourceBytes, tooLarge } from "./read-source.ts";
import { runChunks } from "./run-chunks.ts";

export interface Parsing {
  /**
   * What the syntax of these files tells, as they are on disk now. A file that did not change is not parsed again.
   * Every path gets an answer: its facts, or why there are none.
   */
  facts(paths: readonly RepoPath[], task: Task): Promise<ReadonlyMap<RepoPath, FileFacts | Unparsed>>;
  /** Ends the threads. */
  close(): Promise<void>;
}

export interface ParsingOptions extends ThreadSetup {
  readonly threads: number;
}

/** Facts of about 250,000 lines. */
const cacheBytes = 32 * 1024 * 1024;

/** A grammar and its query are loaded once per thread; a thread stays while someone may come back. */
const idleMs = 60_000;

/** Small, so that the threads end together; a message costs far less than eight files. */
const chunkFiles = 8;

/** Opens parsing in worker threads. Nothing is loaded or started before the first file is asked for. */
export function openParsing({ threads, ...setup }: ParsingOptions): Parsing {
  const module = new URL("./parse-worker.js", import.meta.url);
  const pool = openPool<FactsJob, readonly FactsOutcome[]>({ module, threads, idleMs, data: setup });
  const cache = new FactsCache(cacheBytes);

  function findWithoutThread(path: RepoPath): FileFacts | Unparsed | undefined {
    if (languageOfPath(path) === undefined) {
      return { unparsed: "no grammar for this kind of file" };
    }
    const stamp = stampOrNothing(setup.root, path);
    return stamp !== undefined && stamp.size > maxSourceBytes ? { unparsed: tooLarge } : cache.findFresh(path, stamp);
  }

  return {
    async facts(paths, task) {
      const answers = new Map<RepoPath, FileFacts | Unparsed>();
      const wanted: { readonly path: RepoPath; readonly last: FileFacts | undefined }[] = [];
      for (const path of new Set(paths)) {
        const found = findWithoutThread(path);
        if (found === undefined) {
          wanted.push({ path, last: cache.findLast(path) });
        } else {
          answers.set(path, found);
        }
      }
      await runChunks({ items: wanted, size: chunkFiles, lanes: 2 * threads, task }, async (chunk, signal) => {
        const files = chunk.map(({ path, last }) => ({ path, knownHash: last?.hash }));
        const outcomes = await pool.run({ files }, signal);
        for (const [index, outcome] of outcomes.entries()) {
          const result = outcome.result === "unchanged" ? chunk[index]?.last : outcome.result;
          if (result !== undefined) {
            cache.keep(outcome, result);
            answers.set(outcome.path, result);
          }
        }
      });
      return answers;
    },
    close: () => pool.close(),
  };
}

/** A folder on the way may not be readable; the thread that reads the file says what is wrong. */
function stampOrNothing(root: string, path: RepoPath): Stamp | undefined {
  try {
    return stampPath(root, path);
  } catch {
    return undefined;
  }
}
