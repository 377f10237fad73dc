import { setTimeout as sleep } from "node:timers/promises";

/** What a server has under way, by the tokens of its work-done progress. */
export interface ProgressTokens {
  begin(token: string | number): void;
  end(token: string | number): void;
  /** Waits until nothing is under way and nothing was for `quietMs`. False when the limit passes before. */
  idle(wait: IdleWait): Promise<boolean>;
}

interface IdleWait {
  readonly signal: AbortSignal;
  readonly limitMs: number;
  readonly quietMs: number;
}

export function trackProgress(): ProgressTokens {
  const active = new Set<string | number>();
  let changedAt = performance.now();

  function touch(): void {
    changedAt = performance.now();
  }

  return {
    begin(token) {
      active.add(token);
      touch();
    },
    end(token) {
      active.delete(token);
      touch();
    },
    async idle({ signal, limitMs, quietMs }) {
      const deadline = performance.now() + limitMs;
      const isQuiet = (): boolean => active.size === 0 && performance.now() - changedAt >= quietMs;
      while (!isQuiet() && performance.now() < deadline) {
        await sleep(lookMs, undefined, { signal }).catch(() => undefined);
        signal.throwIfAborted();
      }
      return isQuiet();
    },
  };
}

const lookMs = 20;
