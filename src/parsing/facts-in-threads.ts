import { languageOfPath } from "../languages/index.ts";
import type { Task } from "../task.ts";
import type { Pool } from "../threads/pool.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { type Stamp, stampPath } from "../workspace/stamp.ts";
import { askChunk } from "./ask-chunk.ts";
import type { FileOutline, Unparsed } from "./facts.ts";
import type { FactsCache } from "./facts-cache.ts";
import { unpackOutline } from "./pack-outline.ts";
import type { FactsOutcome, PackedFacts, ParseAnswer, ParseJob } from "./parse-job.ts";
import { maxSourceBytes } from "./read-source.ts";
import { runChunks } from "./run-chunks.ts";
import { noGrammar, parserFailed, tooLarge } from "./why-unparsed.ts";

export interface FactsSources {
  readonly root: string;
  readonly pool: Pool<ParseJob, ParseAnswer>;
  readonly lanes: number;
  readonly cache: FactsCache;
}

/** Small, so that the threads end together; a message costs far less than eight files. */
const chunkFiles = 8;

/** The facts of files as they are on disk now: from the cache where the stamp is the same, else from a thread. */
export async function factsInThreads(
  paths: readonly RepoPath[],
  task: Task,
  { root, pool, lanes, cache }: FactsSources,
): Promise<ReadonlyMap<RepoPath, FileOutline | Unparsed>> {
  const answers = new Map<RepoPath, FileOutline | Unparsed>();
  const wanted: Wanted[] = [];
  for (const path of new Set(paths)) {
    const stamp = stampOrNothing(root, path);
    const found = findWithoutThread(path, stamp, cache);
    if (found === undefined) {
      wanted.push({ path, stamp, last: cache.findLast(path) });
    } else {
      answers.set(path, unpacked(found));
    }
  }
  await runChunks({ items: wanted, size: chunkFiles, lanes, task }, async (chunk, signal) => {
    for (const [index, outcome] of (await runFacts(chunk, signal, pool)).entries()) {
      const result = outcome.result === "unchanged" ? chunk[index]?.last : outcome.result;
      if (result !== undefined) {
        cache.keep(outcome, result);
        answers.set(outcome.path, unpacked(result));
      }
    }
    return "more";
  });
  return answers;
}

function unpacked(result: PackedFacts | Unparsed): FileOutline | Unparsed {
  return "unparsed" in result ? result : unpackOutline(result.bytes);
}

interface Wanted {
  readonly path: RepoPath;
  readonly stamp: Stamp | undefined;
  readonly last: PackedFacts | undefined;
}

function findWithoutThread(
  path: RepoPath,
  stamp: Stamp | undefined,
  cache: FactsCache,
): PackedFacts | Unparsed | undefined {
  if (languageOfPath(path) === undefined) {
    return noGrammar;
  }
  return stamp !== undefined && stamp.size > maxSourceBytes
    ? tooLarge
    : cache.findFresh(path, stamp);
}

async function runFacts(
  chunk: readonly Wanted[],
  signal: AbortSignal,
  pool: FactsSources["pool"],
): Promise<readonly FactsOutcome[]> {
  const readAtMs = Date.now();
  return await askChunk(
    chunk,
    async (some) => {
      const files = some.map(({ path, last }) => ({ path, knownHash: last?.hash }));
      return (await pool.run({ kind: "facts", files }, signal)).facts;
    },
    ({ path, stamp }) => ({ path, stamp, readAtMs, result: parserFailed }),
  );
}

/** A folder on the way may not be readable; the thread that reads the file says what is wrong. */
function stampOrNothing(root: string, path: RepoPath): Stamp | undefined {
  try {
    return stampPath(root, path);
  } catch {
    return undefined;
  }
}
