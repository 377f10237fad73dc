import { renameSync, rmSync } from "node:fs";

import { type EditState, folderOfEdit } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";
import { sweepBeside } from "./sweep-beside.ts";

/** Deletes an edit. A kill in between leaves what is recognized by its name as being deleted. */
export function discardEdit(store: EditStore, state: EditState, id: string): void {
  const folder = folderOfEdit(store, "trash", id);
  if (state !== "trash") {
    store.onStep(`discard ${id}`);
    renameSync(folderOfEdit(store, state, id), folder);
  }
  sweepBeside({ store, id, folder });
  store.onStep(`delete ${id}`);
  rmSync(folder, { recursive: true, force: true });
}
