import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

import { now } from "./race-log.ts";

/**
 * Tells of every rename over a file when this process began to look at the file for the last time, and when the rename
 * was done: between the two somebody else's file is lost, for Node has no one call for both.
 */
export function watchSwaps(tell: (from: number, to: number) => void): void {
  const looks = new Map<string, number>();
  const { lstatSync, linkSync, renameSync } = fs;
  function noting<Rest extends readonly unknown[], Result>(
    look: (file: fs.PathLike, ...rest: Rest) => Result,
  ): typeof look {
    return (file, ...rest) => {
      looks.set(String(file), now());
      return look(file, ...rest);
    };
  }
  Object.assign(fs, {
    lstatSync: noting(lstatSync),
    linkSync: noting(linkSync),
    renameSync: (from: fs.PathLike, to: fs.PathLike): void => {
      renameSync(from, to);
      const lookedAt = looks.get(String(to));
      if (lookedAt !== undefined) {
        tell(lookedAt, now());
      }
    },
  });
  syncBuiltinESMExports();
}
