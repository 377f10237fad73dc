import type { Task } from "../task.ts";
import type { Pool } from "../threads/pool.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { askChunk } from "./ask-chunk.ts";
import type { Unparsed } from "./facts.ts";
import type { FilePlaces } from "./name-places.ts";
import type { ParseAnswer, ParseJob, PlacesOutcome, WantedInFile } from "./parse-job.ts";
import { runChunks } from "./run-chunks.ts";
import { parserFailed } from "./why-unparsed.ts";

interface PlaceThreads {
  readonly pool: Pool<ParseJob, ParseAnswer>;
  readonly lanes: number;
}

const chunkFiles = 8;

/** Describes places in files; the answers stand in the order of the files. */
export async function placesInThreads(
  files: readonly WantedInFile[],
  task: Task,
  { pool, lanes }: PlaceThreads,
): Promise<ReadonlyMap<RepoPath, FilePlaces | Unparsed>> {
  const outcomes = new Map<RepoPath, FilePlaces | Unparsed>(
    files.map(({ path }) => [path, parserFailed]),
  );
  await runChunks({ items: files, size: chunkFiles, lanes, task }, async (chunk, signal) => {
    const found = await askChunk<WantedInFile, PlacesOutcome>(
      chunk,
      async (some) => (await pool.run({ kind: "places", files: some }, signal)).places,
      ({ path }) => ({ path, result: parserFailed }),
    );
    for (const { path, result } of found) {
      outcomes.set(path, result);
    }
    return "more";
  });
  return outcomes;
}
