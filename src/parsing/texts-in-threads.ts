import type { Task } from "../task.ts";
import type { Pool } from "../threads/pool.ts";
import { askChunk } from "./ask-chunk.ts";
import type { FileOutline, Unparsed } from "./facts.ts";
import type { ParseAnswer, ParseJob, SourceText, TextOutcome } from "./parse-job.ts";
import { runChunks } from "./run-chunks.ts";
import { parserFailed } from "./why-unparsed.ts";

interface TextThreads {
  readonly pool: Pool<ParseJob, ParseAnswer>;
  readonly lanes: number;
}

const chunkTexts = 8;

/** The outlines of texts that are not on disk, in the order of the texts. */
export async function textsInThreads(
  texts: readonly SourceText[],
  task: Task,
  { pool, lanes }: TextThreads,
): Promise<readonly (FileOutline | Unparsed)[]> {
  const found = new Map<SourceText, TextOutcome>();
  await runChunks({ items: texts, size: chunkTexts, lanes, task }, async (chunk, signal) => {
    const outcomes = await askChunk<SourceText, TextOutcome>(
      chunk,
      async (some) => (await pool.run({ kind: "texts", texts: some }, signal)).texts,
      () => parserFailed,
    );
    chunk.forEach((text, index) => found.set(text, outcomes[index] ?? parserFailed));
    return "more";
  });
  return texts.map((text) => found.get(text) ?? parserFailed);
}
