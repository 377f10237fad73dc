import { setMaxListeners } from "node:events";

/** Settles as the work does, or rejects with the reason of the first signal that is aborted before. */
export async function untilAborted<T>(
  work: Promise<T>,
  signals: readonly AbortSignal[],
): Promise<T> {
  const settled = new AbortController();
  // A task asks for many things at once, and node would take more than ten listeners for a leak.
  setMaxListeners(0, ...signals);
  return await new Promise<T>((resolve, reject) => {
    for (const signal of signals) {
      if (signal.aborted) {
        reject(signal.reason);
      }
      signal.addEventListener("abort", () => reject(signal.reason), { signal: settled.signal });
    }
    work.then(resolve, reject).finally(() => settled.abort());
  });
}
