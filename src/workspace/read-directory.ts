import { type Dirent, readdirSync } from "node:fs";

import { holdInside, OutsideRoot } from "./hold-inside.ts";
import type { RepoPath } from "./repo-path.ts";

export interface DirectoryEntries {
  readonly entries: readonly Dirent[];
  /** How many entries are missing because their names are not valid UTF-8, so that no path could name them. */
  readonly unnameable: number;
}

/**
 * The entries of a folder inside the root, in no order. No link on the way is followed: a folder that was swapped
 * for a link while we looked is refused.
 *
 * @throws OutsideRoot when a link is on the way, and whatever the file system says
 */
export function readDirectorySync(root: string, path: RepoPath): DirectoryEntries {
  const held = holdInside(root, path);
  try {
    if (held.realPath !== path) {
      throw new OutsideRoot();
    }
    const entries = readdirSync(held.door, { withFileTypes: true });
    // Names that are not UTF-8 arrive with U+FFFD in them; so does the rare name that really has one.
    if (!entries.some(({ name }) => name.includes("\ufffd"))) {
      return { entries, unnameable: 0 };
    }
    const real = new Set(readdirSync(held.door, "buffer").map((name) => name.toString("latin1")));
    const nameable = entries.filter(({ name }) => real.has(Buffer.from(name).toString("latin1")));
    return { entries: nameable, unnameable: entries.length - nameable.length };
  } finally {
    held.release();
  }
}
