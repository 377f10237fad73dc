import { dirname } from "node:path";

import type { Git } from "./open-git.ts";

/** The folders above the root up to the top of the work tree; none when the root is the top. */
export function foldersAbove({ root, workTree }: Pick<Git, "root" | "workTree">): string[] {
  const folders: string[] = [];
  for (
    let folder = root;
    folder !== workTree && folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    folders.push(dirname(folder));
  }
  return folders;
}
