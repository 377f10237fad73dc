import type { StoredRun } from "./stored-run.ts";
import type { Counts } from "./test-run.ts";

/** A run that is under way. */
export interface ActiveRun {
  readonly id: string;
  /** By `performance.now()`. */
  readonly startedMs: number;
  readonly timeoutMs: number;
  /** What it does now, and what it has counted; for progress. */
  now(): { readonly doing: string; readonly counts: Counts };
  cancel(): void;
  /** Settles when it is over; rejects with what kept it from running. */
  readonly over: Promise<StoredRun>;
}

/**
 * Waits for a run, and says how far it is meanwhile. Undefined when it still runs after `waitMs`.
 */
export async function waitFor(
  run: ActiveRun,
  waitMs: number,
  progress: (done: number, total: number, message: string) => void,
): Promise<StoredRun | undefined> {
  const total = Math.ceil(run.timeoutMs / 1000);
  const report = (): void => {
    const { doing, counts } = run.now();
    const seconds = Math.floor((performance.now() - run.startedMs) / 1000);
    const { passed, failed } = counts;
    const counted = passed + failed === 0 ? "" : `: ${passed} passed, ${failed} failed`;
    progress(Math.min(seconds, total), total, `${doing}${counted}, ${seconds} s`);
  };
  const ticking = setInterval(report, tickMs);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), waitMs);
  });
  try {
    return await Promise.race([run.over, patience]);
  } finally {
    clearInterval(ticking);
    clearTimeout(timer);
  }
}

const tickMs = 1000;
