import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Kills every process whose environment holds this entry: descendants that left the group of their service. Linux only,
 * elsewhere they stay; so does one that cleared its environment.
 *
 * @param tag made by `makeTag`, so nobody else has it
 */
export async function sweepTagged(tag: Readonly<Record<string, string>>): Promise<void> {
  if (process.platform !== "linux") {
    return;
  }
  const entry = Object.entries(tag).flat().join("=");
  // More than once, because what is killed may just have started another.
  for (let round = 0; round < maxRounds; round += 1) {
    const pids = await findTagged(entry);
    if (pids.length === 0) {
      return;
    }
    pids.forEach(killNow);
    await sleep(roundMs);
  }
}

const maxRounds = 10;
const roundMs = 10;

async function findTagged(entry: string): Promise<number[]> {
  const pids = (await readdir("/proc").catch(() => []))
    .filter((name) => /^\d+$/u.test(name))
    .map(Number);
  const tagged = await Promise.all(pids.map(async (pid) => await hasEntry(pid, entry)));
  return pids.filter((pid, at) => tagged[at] === true && pid !== process.pid);
}

async function hasEntry(pid: number, entry: string): Promise<boolean> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, "latin1");
    return environment.split("\0").includes(entry);
  } catch {
    // Another user's process, or it has ended: not ours to kill.
    return false;
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
