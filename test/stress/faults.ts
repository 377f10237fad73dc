import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { mountSmallDisk, type Room } from "../transaction/small-disk.ts";
import type { Section } from "./stress.ts";
import { tryEdit } from "./try-edit.ts";

/** Edits on disks that break or are full, at every place where that can happen. */
export const faults: Section = {
  name: "faults",
  async run() {
    const wrong: string[] = [];
    const told = [await onBrokenDisk(wrong), ...(await onFullDisk(wrong))];
    return { told, wrong };
  },
};

/** How many steps after the first failure there is another, while the edit is put back; 0 for none. */
const distances = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55];

async function onBrokenDisk(wrong: string[]): Promise<string> {
  let trials = 0;
  for (let failAt = 1, isReached = true; isReached; failAt += 1) {
    for (const later of distances) {
      const root = mkdtempSync(join(tmpdir(), "broken-"));
      let steps = 0;
      const onStep = (step: string): void => {
        steps += 1;
        if (steps === failAt || (later > 0 && steps === failAt + later)) {
          throw Object.assign(new Error(step), { code: "EIO", syscall: "write" });
        }
      };
      const tried = await tryEdit(root, { onStep });
      trials += 1;
      isReached &&= steps >= failAt;
      wrong.push(
        ...tried.wrong.map((what) => `step ${failAt} fails, then step ${later} after it: ${what}`),
      );
      rmSync(root, { recursive: true });
    }
  }
  return `a broken disk: ${trials} edits`;
}

const ample: Room = { bytes: 8_388_608, names: 2000 };

async function onFullDisk(wrong: string[]): Promise<readonly string[]> {
  const disk = mountSmallDisk(ample);
  if (disk === undefined) {
    return ["a full disk: left out, for no file system may be mounted here"];
  }
  /** With more and more room, until the edit fits. */
  async function withLittle(rooms: (count: number) => Room, what: string): Promise<string> {
    let trials = 0;
    for (let count = 1, isMade = false; !isMade; count += 1) {
      const root = mkdtempSync(join(disk?.folder ?? "", "shop-"));
      const tried = await tryEdit(root, {
        takeRoom: () => disk?.resize(rooms(count)) === true,
        giveRoom: () => disk?.resize(ample),
      });
      trials += 1;
      isMade = tried.isMade;
      wrong.push(...tried.wrong.map((problem) => `${what} for ${count}: ${problem}`));
      rmSync(root, { recursive: true });
    }
    return `a disk with little room, ${what}: ${trials} edits`;
  }
  try {
    return [
      await withLittle((names) => ({ ...ample, names }), "names"),
      await withLittle((pages) => ({ ...ample, bytes: 4096 * pages }), "pages"),
    ];
  } finally {
    disk.unmount();
  }
}
