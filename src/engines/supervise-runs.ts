import type { ClientLimits } from "./client-limits.ts";
import type { Run } from "./connect.ts";
import { countWork } from "./count-work.ts";
import { closed, RunOver } from "./engine-error.ts";
import type { Wire } from "./open-wire.ts";
import { untilAborted } from "./until-aborted.ts";
import { watchMemory } from "./watch-memory.ts";

export interface SuperviseOptions {
  readonly title: string;
  readonly limits: ClientLimits;
  readonly memoryBytes: number;
  /** Starts a server; `onWire` is called as soon as there is a process. */
  begin(signal: AbortSignal, onWire: (wire: Wire) => void): Promise<Run>;
  /** Brings a new server up to date, before anything is asked. */
  onBegun(run: Run): void;
}

/** One server at a time, started when there is work, and ended when it fails or there is none. */
export interface Supervisor {
  /** Does something with the running server, and once more with a new one if that ends meanwhile. */
  withRun<T>(signal: AbortSignal, work: (run: Run) => Promise<T>): Promise<T>;
  running(): Run | undefined;
  starting(): boolean;
  /** How many have been started. */
  runs(): number;
  close(): Promise<void>;
}

export function superviseRuns(options: SuperviseOptions): Supervisor {
  const { title, limits, memoryBytes } = options;
  const closing = new AbortController();
  const endings = new Set<Promise<void>>();
  let run: Run | undefined;
  let starting: Promise<Run> | undefined;
  let wire: Wire | undefined;
  let runs = 0;
  let idleTimer: NodeJS.Timeout | undefined;
  const memory = watchMemory(() => wire, {
    limitBytes: memoryBytes,
    everyMs: limits.memoryLookMs,
  });
  const work = countWork(
    () => {
      clearTimeout(idleTimer);
      memory.start();
    },
    () => {
      memory.stop();
      idleTimer = setTimeout(() => void stop(), limits.idleMs).unref();
    },
  );

  function onWire(fresh: Wire): void {
    runs += 1;
    wire = fresh;
    endings.add(fresh.gone);
    void fresh.gone.finally(() => endings.delete(fresh.gone));
  }

  async function begin(): Promise<Run> {
    const fresh = await options.begin(closing.signal, onWire);
    fresh.over.throwIfAborted();
    fresh.over.addEventListener("abort", () => {
      run = run === fresh ? undefined : run;
    });
    run = fresh;
    options.onBegun(fresh);
    return fresh;
  }

  async function getRun(): Promise<Run> {
    closing.signal.throwIfAborted();
    if (run !== undefined) {
      return run;
    }
    starting ??= begin().finally(() => {
      starting = undefined;
    });
    return await starting;
  }

  async function stop(): Promise<void> {
    const old = run;
    run = undefined;
    await old?.stop();
  }

  async function attempt<T>(signal: AbortSignal, ask: (run: Run) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const current = await untilAborted(getRun(), [signal]);
    memory.look();
    return await ask(current);
  }

  return {
    async withRun(signal, ask) {
      return await work.during(async () => {
        try {
          return await attempt(signal, ask).catch(async (error: unknown) => {
            if (error instanceof RunOver && error.again) {
              return await attempt(signal, ask);
            }
            throw error;
          });
        } catch (error) {
          throw error instanceof RunOver ? error.failure : error;
        }
      });
    },
    running: () => run,
    starting: () => starting !== undefined,
    runs: () => runs,
    async close() {
      clearTimeout(idleTimer);
      closing.abort(closed(title));
      await stop();
      await Promise.allSettled([starting, ...endings]);
    },
  };
}
