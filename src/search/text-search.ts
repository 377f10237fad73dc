import { ToolError } from "../errors.ts";
import { maxSourceBytes } from "../repository/read-source.ts";
import type { Task } from "../task.ts";
import { openPool } from "../threads/pool.ts";
import type { ListedFile } from "../workspace/listing.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { TextPattern } from "./compile-pattern.ts";
import type { ScannedFile, SearchTask, SearchThreadData } from "./search-thread.ts";

export interface TextSearch {
  /**
   * Searches files in threads and returns those with hits or problems, in the order of `paths`.
   * @throws ToolError PATTERN_TOO_SLOW when a regular expression takes seconds for a part of the files
   */
  scan(
    paths: readonly RepoPath[],
    files: ReadonlyMap<RepoPath, ListedFile>,
    pattern: TextPattern,
    keep: number,
    task: Task,
  ): Promise<ScannedFile[]>;
  close(): Promise<void>;
}

/** Opens a search. No thread is started before the first `scan`. */
export function openTextSearch(root: string, threads: number): TextSearch {
  const pool = openPool<SearchTask, ScannedFile[]>({
    module: new URL("search-thread.js", import.meta.url),
    threads,
    idleMs: 2000,
    data: { root, maxBytes: maxSourceBytes } satisfies SearchThreadData,
  });
  return {
    async scan(paths, files, pattern, keep, task) {
      const batches = batchesOf(paths, files);
      const results: ScannedFile[][] = [];
      let next = 0;
      let done = 0;
      // Each lane hands over one batch at a time, so that a batch's clock measures the search and no queue.
      const lane = async (): Promise<void> => {
        for (let own = next; own < batches.length; own = next) {
          next += 1;
          const batch = batches[own] ?? [];
          results[own] = await withLimit(task.signal, (signal) =>
            pool.run({ paths: batch, pattern, keep }, signal),
          );
          done += batch.length;
          task.progress(done, paths.length, "searching");
        }
      };
      await Promise.all(Array.from({ length: threads }, lane));
      return results.flat();
    },
    close: () => pool.close(),
  };
}

/** What a thread takes at once, in bytes: a plain search needs a few milliseconds for it. */
const batchBytes = 4 * 1024 * 1024;
const batchFiles = 512;
/** A thousand times what a harmless expression needs for a batch; only backtracking without end takes longer. */
const batchLimitMs = 5000;

function batchesOf(
  paths: readonly RepoPath[],
  files: ReadonlyMap<RepoPath, ListedFile>,
): RepoPath[][] {
  const batches: RepoPath[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const path of paths) {
    const size = files.get(path)?.stamp.size ?? 0;
    const last = batches.at(-1);
    if (last === undefined || bytes + size > batchBytes || last.length >= batchFiles) {
      batches.push([path]);
      bytes = size;
    } else {
      last.push(path);
      bytes += size;
    }
  }
  return batches;
}

async function withLimit<T>(
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(batchLimitMs);
  try {
    return await run(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (limit.aborted && !signal.aborted) {
      throw new ToolError(
        "PATTERN_TOO_SLOW",
        `The pattern was given up after ${batchLimitMs / 1000} seconds: it backtracks without end.`,
        "Avoid repetitions inside repetitions such as (a+)+, anchor it, or search for a literal part and read the hits.",
        { cause: error },
      );
    }
    throw error;
  }
}
