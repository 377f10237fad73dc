import { join } from "node:path";

import { type EditsHome, homeWithoutGit } from "../../src/transaction/edits-home.ts";

/** A root whose edits are kept in some other folder, which may be on another file system. */
export function homeAt(root: string, base: string): EditsHome {
  const home = homeWithoutGit(root);
  return base === root ? home : { ...home, base, folder: join(base, "repowright", "edits") };
}
