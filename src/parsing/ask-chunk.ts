import { isThreadEnd } from "./thread-end.ts";

/** Asks a thread about a chunk of files. A file that ends its thread is found by asking for each alone. */
export async function askChunk<Item, Outcome>(
  chunk: readonly Item[],
  ask: (chunk: readonly Item[]) => Promise<readonly Outcome[]>,
  failed: (item: Item) => Outcome,
): Promise<readonly Outcome[]> {
  try {
    return await ask(chunk);
  } catch (error) {
    const [only, ...others] = chunk;
    if (!isThreadEnd(error) || only === undefined) {
      throw error;
    }
    if (others.length === 0) {
      return [failed(only)];
    }
    const alone: Outcome[] = [];
    for (const item of chunk) {
      alone.push(...(await askChunk([item], ask, failed)));
    }
    return alone;
  }
}
