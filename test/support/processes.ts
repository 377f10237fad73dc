import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is so; vitest ends a test in which it never is. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await sleep(10);
  }
}

/** Whether a process is there and no zombie. */
export function isAlive(pid: number | undefined): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+Z/mu.test(readFileSync(status, "utf8"));
}

/** Stops a process by a signal and waits until all its threads have stopped, which they need not do at once. */
export async function freeze(pid: number | undefined): Promise<void> {
  process.kill(pid ?? 0, "SIGSTOP");
  const tasks = `/proc/${pid}/task`;
  await until(() =>
    readdirSync(tasks).every((task) =>
      /^State:\s+T/mu.test(readFileSync(`${tasks}/${task}/status`, "utf8")),
    ),
  );
}
