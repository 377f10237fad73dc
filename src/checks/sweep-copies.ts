import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Removes what killed sessions left. A process that we cannot see may run elsewhere, so only what is a day old goes. */
export function sweepCopies(folder: string): void {
  for (const name of readdirSync(folder)) {
    const copy = join(folder, name);
    const stat = statSync(copy, { throwIfNoEntry: false });
    if (
      stat !== undefined &&
      Date.now() - stat.mtimeMs > dayMs &&
      !isAlive(Number.parseInt(name, 10))
    ) {
      rmSync(copy, { recursive: true, force: true });
    }
  }
}

const dayMs = 24 * 60 * 60 * 1000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
