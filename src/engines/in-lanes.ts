import type { Task } from "../task.ts";

export interface Lanes<Item> {
  readonly items: readonly Item[];
  /** How many items are under way at once. */
  readonly lanes: number;
  readonly task: Task;
  /** What is done to them, for whoever watches. */
  readonly what: string;
}

/** Works on items, so many at once and no more, with progress. Ends with the first failure or a cancellation. */
export async function inLanes<Item>(
  { items, lanes, task, what }: Lanes<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  let done = 0;
  let failed = false;

  async function runLane(): Promise<void> {
    for (const item of waiting) {
      task.signal.throwIfAborted();
      if (failed) {
        return;
      }
      await work(item);
      done += 1;
      task.progress(done, items.length, what);
    }
  }

  try {
    await Promise.all(Array.from({ length: lanes }, runLane));
  } catch (error) {
    failed = true;
    throw error;
  }
}
