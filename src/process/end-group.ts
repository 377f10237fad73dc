import { setTimeout as sleep } from "node:timers/promises";

import { signalGroup } from "./signal-group.ts";

/**
 * Asks a group to end, kills it after `patienceMs`, and waits a second at most for that to show.
 *
 * @param over aborted when the leader of the group has ended
 */
export async function endGroup(pid: number, over: AbortSignal, patienceMs: number): Promise<void> {
  for (const [signal, waitMs] of [
    ["SIGTERM", patienceMs],
    ["SIGKILL", killMs],
  ] as const) {
    if (!over.aborted) {
      signalGroup(pid, signal);
      await sleep(waitMs, undefined, { signal: over, ref: false }).catch(() => undefined);
    }
  }
}

const killMs = 1000;
