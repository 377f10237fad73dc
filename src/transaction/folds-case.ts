import { lstatSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import type { EditsHome } from "./edits-home.ts";
import { isSameFile } from "./image.ts";

/** Whether the file system takes `a` and `A` for one name, as those of macOS and Windows do. */
export function foldsCase({ base }: Pick<EditsHome, "base">): boolean {
  const name = basename(base);
  const upper = name.toUpperCase();
  const other = join(dirname(base), upper === name ? name.toLowerCase() : upper);
  return other !== base && isSameFile(lstatSync(other, { throwIfNoEntry: false }), lstatSync(base));
}
