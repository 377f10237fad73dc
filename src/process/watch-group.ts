import type { ChildProcess } from "node:child_process";

import { killAtExit } from "./kill-at-exit.ts";
import { signalGroup } from "./signal-group.ts";

/** Takes the group down when its leader ends or we do. Aborted when the leader has ended. */
export function watchGroup(pid: number, leader: ChildProcess): AbortSignal {
  const over = new AbortController();
  const forget = killAtExit(pid);
  leader.once("exit", () => {
    forget();
    // Now, because later the group's number may be somebody else's.
    signalGroup(pid, "SIGKILL");
    over.abort();
  });
  return over.signal;
}
