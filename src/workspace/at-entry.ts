import { holdInside, OutsideRoot } from "./hold-inside.ts";
import { parentOf } from "./look-at-tree.ts";
import type { RepoPath } from "./repo-path.ts";

/**
 * Lets `use` work on what lies at a path itself, a final link not followed. The folder is held meanwhile, so that
 * what is done there is done inside the root even when someone swaps a folder on the way for a link.
 *
 * @param use gets a path for the file system that is good until it returns; so it must not be asynchronous
 * @throws OutsideRoot when a link is on the way, and whatever the file system or `use` says
 */
export function atEntry<T>(root: string, path: RepoPath, use: (entry: string) => T): T {
  const folder = parentOf(path);
  const held = holdInside(root, folder);
  try {
    if (held.realPath !== folder) {
      throw new OutsideRoot();
    }
    const name = folder === "" ? path : path.slice(folder.length + 1);
    return use(`${held.door}/${name}`);
  } finally {
    held.release();
  }
}
