import type { Task } from "../task.ts";

export interface Chunks<Item> {
  readonly items: readonly Item[];
  readonly size: number;
  /** How many chunks are under way at once. */
  readonly lanes: number;
  readonly task: Task;
}

/** A chunk under way gets this long to end by itself, so that a cancellation rarely costs a warmed-up thread. */
const graceMs = 300;

/**
 * Runs work over items chunk by chunk, in lanes side by side, with progress. No new chunk is begun after a
 * cancellation, or after one whose work answered "enough".
 */
export async function runChunks<Item>(
  { items, size, lanes, task }: Chunks<Item>,
  work: (chunk: readonly Item[], signal: AbortSignal) => Promise<"more" | "enough">,
): Promise<void> {
  task.signal.throwIfAborted();
  const end = new AbortController();
  const endLater = (): void => {
    setTimeout(() => end.abort(task.signal.reason), graceMs).unref();
  };
  task.signal.addEventListener("abort", endLater, { once: true });
  let next = 0;
  let done = 0;

  async function runLane(): Promise<void> {
    while (next < items.length) {
      task.signal.throwIfAborted();
      const chunk = items.slice(next, next + size);
      next += size;
      if ((await work(chunk, end.signal)) === "enough") {
        next = items.length;
      }
      done += chunk.length;
      task.progress(done, items.length, "parsing");
    }
  }

  try {
    await Promise.all(Array.from({ length: lanes }, runLane));
  } finally {
    task.signal.removeEventListener("abort", endLater);
  }
  task.signal.throwIfAborted();
}
