import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is so; vitest ends a test in which it never is. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await sleep(10);
  }
}

/** Whether a process is there and no zombie. */
export function isAlive(pid: number | undefined): boolean {
  const status = textOf(`/proc/${pid}/status`);
  return status !== "" && !/^State:\s+Z/mu.test(status);
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

/** Everything a process has started, with what that has started, oldest first; `word` is to stand in the command line. */
export function descendantsOf(pid: number, word = ""): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/u.test(one))) {
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/mu.exec(textOf(`/proc/${name}/status`))?.[1]));
  }
  const isBelow = (one: number | undefined): boolean =>
    one !== undefined && (parents.get(one) === pid || isBelow(parents.get(one)));
  return [...parents.keys()].filter(
    (one) => isBelow(one) && isAlive(one) && textOf(`/proc/${one}/cmdline`).includes(word),
  );
}

/** Empty when the process has gone. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
