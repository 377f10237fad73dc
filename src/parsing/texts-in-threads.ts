import type { Task } from "../task.ts";
import type { Pool } from "../threads/pool.ts";
import { askChunk } from "./ask-chunk.ts";
import type { FileOutline, Unparsed } from "./facts.ts";
import type { ParseAnswer, ParseJob, SourceText, TextErrors, TextOutcome } from "./parse-job.ts";
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
  return await askAll<TextOutcome>(
    texts,
    { task, lanes },
    async (some, signal) => (await pool.run({ kind: "texts", texts: some }, signal)).texts,
  );
}

/** The syntax errors of texts that are not on disk, in the order of the texts. */
export async function textErrorsInThreads(
  texts: readonly SourceText[],
  task: Task,
  { pool, lanes }: TextThreads,
): Promise<readonly TextErrors[]> {
  return await askAll<TextErrors>(
    texts,
    { task, lanes },
    async (some, signal) =>
      (await pool.run({ kind: "text-errors", texts: some }, signal)).textErrors,
  );
}

async function askAll<Outcome>(
  texts: readonly SourceText[],
  { task, lanes }: { readonly task: Task; readonly lanes: number },
  ask: (some: readonly SourceText[], signal: AbortSignal) => Promise<readonly Outcome[]>,
): Promise<readonly (Outcome | Unparsed)[]> {
  const found = new Map<SourceText, Outcome | Unparsed>();
  await runChunks({ items: texts, size: chunkTexts, lanes, task }, async (chunk, signal) => {
    const outcomes = await askChunk<SourceText, Outcome | Unparsed>(
      chunk,
      async (some) => await ask(some, signal),
      () => parserFailed,
    );
    chunk.forEach((text, index) => found.set(text, outcomes[index] ?? parserFailed));
    return "more";
  });
  return texts.map((text) => found.get(text) ?? parserFailed);
}
