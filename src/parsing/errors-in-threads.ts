import type { Task } from "../task.ts";
import type { Pool } from "../threads/pool.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { askChunk } from "./ask-chunk.ts";
import type { Unparsed } from "./facts.ts";
import type { BrokenPlace } from "./find-syntax-errors.ts";
import type { ErrorsOutcome, ParseAnswer, ParseJob } from "./parse-job.ts";
import { runChunks } from "./run-chunks.ts";
import { parserFailed } from "./why-unparsed.ts";

/** The syntax errors of one file, in its order. */
export interface FileErrors {
  readonly errors: readonly BrokenPlace[];
}

interface ErrorThreads {
  readonly pool: Pool<ParseJob, ParseAnswer>;
  readonly lanes: number;
}

const chunkFiles = 8;

/** The syntax errors of files below a root; every file gets an answer. */
export async function errorsInThreads(
  root: string,
  paths: readonly RepoPath[],
  task: Task,
  { pool, lanes }: ErrorThreads,
): Promise<ReadonlyMap<RepoPath, FileErrors | Unparsed>> {
  const outcomes = new Map<RepoPath, FileErrors | Unparsed>(
    paths.map((path) => [path, parserFailed]),
  );
  await runChunks({ items: paths, size: chunkFiles, lanes, task }, async (chunk, signal) => {
    const found = await askChunk<RepoPath, ErrorsOutcome>(
      chunk,
      async (some) => (await pool.run({ kind: "errors", root, paths: some }, signal)).errors,
      (path) => ({ path, result: parserFailed }),
    );
    for (const { path, result } of found) {
      outcomes.set(path, result);
    }
    return "more";
  });
  return outcomes;
}
