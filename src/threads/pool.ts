import type { Piscina } from "piscina";

export interface Pool<In, Out> {
  /**
   * Runs one task in a thread and returns what the thread's function returned.
   * An abort ends the thread that works on it: even a loop that never yields stops.
   * `transfer` lists buffers that move into the thread instead of being copied.
   */
  run(input: In, signal: AbortSignal, transfer?: readonly ArrayBuffer[]): Promise<Out>;
  /** Ends every thread. Tasks under way are rejected. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** The compiled module whose export `run` is the thread's function. */
  readonly module: URL;
  readonly threads: number;
  /** How long a thread without work stays, so that memory goes back when nobody asks. */
  readonly idleMs: number;
  /** Given to every thread as `workerData`. */
  readonly data: unknown;
}

/**
 * Opens a pool of worker threads. Nothing is loaded or started before the first task.
 */
export function openPool<In, Out>(options: PoolOptions): Pool<In, Out> {
  let starting: Promise<Piscina<In, Out>> | undefined;
  let closed = false;

  async function start(): Promise<Piscina<In, Out>> {
    const { Piscina: Threads } = await import("piscina");
    return new Threads<In, Out>({
      filename: options.module.href,
      name: "run",
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: options.idleMs,
      workerData: options.data,
      // An idle thread waits for a message like any other; waiting on shared memory would keep it from ending.
      atomics: "disabled",
    });
  }

  return {
    async run(input, signal, transfer = []) {
      signal.throwIfAborted();
      if (closed) {
        throw new Error("This pool is closed.");
      }
      starting ??= start();
      const piscina = await starting;
      return await piscina.run(input, { signal, transferList: [...transfer] });
    },
    async close() {
      closed = true;
      await (await starting)?.destroy();
    },
  };
}
