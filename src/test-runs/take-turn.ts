import type { TakeTurn } from "./run-selection.ts";

/** Lets one at a time work in a package: two runs would write the same files. */
export function openTurns(): TakeTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (folder, work) => {
    const before = last.get(folder) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(folder, own);
    try {
      return await own;
    } finally {
      if (last.get(folder) === own) {
        last.delete(folder);
      }
    }
  };
}
