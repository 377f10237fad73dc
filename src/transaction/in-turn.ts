import { once } from "node:events";

/** Runs one at a time for each key, in the order of the calls. Waiting ends with the signal; a run does not. */
export async function inTurn<T>(
  key: string,
  signal: AbortSignal,
  run: () => Promise<T>,
): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = waitFor(before, signal).then(run);
  // Whoever comes next waits for the ones before as well, should this one give up waiting.
  const tail = Promise.allSettled([before, mine]);
  tails.set(key, tail);
  void tail.then(() => tails.get(key) === tail && tails.delete(key));
  return await mine;
}

const tails = new Map<string, Promise<unknown>>();

async function waitFor(before: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const over = new AbortController();
  try {
    await Promise.race([before, once(signal, "abort", { signal: over.signal })]);
  } finally {
    over.abort();
  }
  signal.throwIfAborted();
}
