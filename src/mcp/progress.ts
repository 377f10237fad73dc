/** Agents and people cannot follow more, and every message costs the client a wake-up. */
const minGapMs = 250;

export interface ProgressReport {
  readonly progress: number;
  readonly total: number;
  readonly message: string;
}

/**
 * Turns a tool's frequent reports into few: at most four a second, strictly increasing,
 * and none after `stop`.
 */
export function throttleProgress(send: (report: ProgressReport) => void): {
  readonly progress: (done: number, total: number, message: string) => void;
  readonly stop: () => void;
} {
  let stopped = false;
  let last = Number.NEGATIVE_INFINITY;
  let sentAt = Number.NEGATIVE_INFINITY;
  return {
    progress(done, total, message) {
      const now = performance.now();
      if (!stopped && done > last && now - sentAt >= minGapMs) {
        last = done;
        sentAt = now;
        send({ progress: done, total, message });
      }
    },
    stop() {
      stopped = true;
    },
  };
}
