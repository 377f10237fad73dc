import { readFileSync } from "node:fs";
import { join } from "node:path";

import { discardEdit } from "./discard-edit.ts";
import { findEdits, folderOfEdit } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";
import { committedFile } from "./open-edit.ts";

const maxEdits = 50;
const maxBytes = 200 * 1024 * 1024;

/** Forgets the oldest edits beyond what is kept to be undone; the newest is kept whatever its size. */
export function pruneEdits(store: EditStore): void {
  const newestFirst = findEdits(store, "done").toReversed();
  let bytes = 0;
  for (const [index, id] of newestFirst.entries()) {
    bytes += sizeOf(store, id);
    if (index > 0 && (index >= maxEdits || bytes > maxBytes)) {
      discardEdit(store, "done", id);
    }
  }
}

/** What its backups take, as it wrote down itself. */
function sizeOf(store: EditStore, id: string): number {
  try {
    return Number(readFileSync(join(folderOfEdit(store, "done", id), committedFile), "utf8")) || 0;
  } catch {
    // Not one of ours, then; it counts by number.
    return 0;
  }
}
