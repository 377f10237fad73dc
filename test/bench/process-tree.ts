import { readdir, readFile } from "node:fs/promises";

import { memoryOf } from "./measure.ts";

/** Resident memory of a process and of all that it started, now and at their highest, in MB; Linux only, NaN elsewhere. */
export async function treeMemory(pid: number): Promise<{ now: number; peak: number }> {
  const parents = await parentsOfAll();
  const family = new Set([pid]);
  for (let grown = -1; grown !== family.size;) {
    grown = family.size;
    for (const [child, parent] of parents) {
      if (family.has(parent)) {
        family.add(child);
      }
    }
  }
  const each = await Promise.all([...family].map(memoryOf));
  const sum = (field: "now" | "peak"): number =>
    each.reduce((total, memory) => total + (Number.isNaN(memory[field]) ? 0 : memory[field]), 0);
  return parents.size === 0
    ? { now: Number.NaN, peak: Number.NaN }
    : { now: sum("now"), peak: sum("peak") };
}

/** The parent of every process that runs. */
async function parentsOfAll(): Promise<ReadonlyMap<number, number>> {
  const names = await readdir("/proc").catch(() => []);
  const pairs = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const status = await readFile(`/proc/${name}/status`, "utf8").catch(() => "");
        return [Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)] as const;
      }),
  );
  return new Map(pairs);
}
