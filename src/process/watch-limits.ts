import { statfsSync } from "node:fs";

import type { BrokenLimit, CommandEnd, CommandOptions } from "./command-run.ts";
import { measureTree } from "./tree-use.ts";

export interface LimitWatch {
  /** Settles with the limit that is broken first, or when the program has ended. */
  readonly ended: Promise<CommandEnd>;
  /** To be called whenever the program says something. */
  readonly heard: () => void;
}

/**
 * Watches over a running program; does nothing to it.
 *
 * @param over aborted when the program has ended
 * @param cancelled aborted when nobody wants it any more
 */
export function watchLimits(
  pid: number,
  options: CommandOptions,
  over: AbortSignal,
  cancelled: AbortSignal,
): LimitWatch {
  const { timeoutMs, idleMs } = options;
  const settled = new AbortController();
  let idle: NodeJS.Timeout | undefined;
  let meter: NodeJS.Timeout | undefined;

  const ended = new Promise<CommandEnd>((resolve) => {
    const settle = (why: CommandEnd): void => {
      settled.abort();
      resolve(why);
    };
    const timeout = setTimeout(settle, timeoutMs, "timeout");
    idle = idleMs === undefined ? undefined : setTimeout(settle, idleMs, "idle");
    const measure = (): void => {
      const begun = performance.now();
      const exceeded = findExceeded(pid, options);
      if (exceeded !== undefined) {
        settle(exceeded);
      } else {
        meter = setTimeout(measure, Math.max(meterMs, meterShare * (performance.now() - begun)));
      }
    };
    meter = setTimeout(measure, meterMs);
    settled.signal.addEventListener("abort", () => {
      clearTimeout(timeout);
      clearTimeout(idle);
      clearTimeout(meter);
    });
    over.addEventListener("abort", () => settle("exit"), { signal: settled.signal });
    cancelled.addEventListener("abort", () => settle("cancelled"), { signal: settled.signal });
  });
  return {
    ended,
    heard() {
      // A timer that is refreshed after its end would start again.
      if (!settled.signal.aborted) {
        idle?.refresh();
      }
    },
  };
}

function findExceeded(pid: number, options: CommandOptions): BrokenLimit | undefined {
  const { maxMemoryBytes, maxProcesses, minDiskBytes = 0, cwd } = options;
  if (minDiskBytes > 0 && freeBytes(cwd) < minDiskBytes) {
    return "disk";
  }
  const use =
    maxMemoryBytes === undefined && maxProcesses === undefined ? undefined : measureTree(pid);
  if ((use?.bytes ?? 0) > (maxMemoryBytes ?? Infinity)) {
    return "memory";
  }
  return (use?.processes ?? 0) > (maxProcesses ?? Infinity) ? "processes" : undefined;
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    // The program removed its own folder.
    return Infinity;
  }
}

/** A program takes a gigabyte in about as long as this. */
const meterMs = 250;

/** Measuring takes 3 ms for a hundred processes of the machine; where there are thousands, it is done less often. */
const meterShare = 20;
