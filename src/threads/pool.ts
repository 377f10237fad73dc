import { Piscina } from "piscina";

export interface Pool<In, Out> {
  /**
   * Runs one task in a thread and returns what the thread's function returned.
   * An abort ends the thread that works on it: even a loop that never yields stops.
   */
  run(input: In, signal: AbortSignal): Promise<Out>;
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

/** Opens a pool of worker threads. None is started before the first task. */
export function openPool<In, Out>(options: PoolOptions): Pool<In, Out> {
  let pool: Piscina<In, Out> | undefined;
  let closed = false;

  function start(): Piscina<In, Out> {
    const fresh = new Piscina<In, Out>({
      filename: options.module.href,
      name: "run",
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: options.idleMs,
      workerData: options.data,
      resourceLimits,
      // An idle thread waits for a message like any other; waiting on shared memory would keep it from ending.
      atomics: "disabled",
    });
    // A thread that is aborted while its answer is on the way: nobody waits for that any more, and an unheard error of an
    // emitter would end the server.
    fresh.on("error", () => undefined);
    return fresh;
  }

  return {
    async run(input, signal) {
      signal.throwIfAborted();
      if (closed) {
        throw new Error("This pool is closed.");
      }
      pool ??= start();
      return await pool.run(input, { signal });
    },
    async close() {
      closed = true;
      await pool?.destroy();
    },
  };
}

/**
 * Threads make much garbage that dies at once; V8 would let it grow to three times 16 MB a thread. The bound on the old
 * generation ends a thread, and not the server, when one file is too much for it.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 };
