import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { discardEdit } from "./discard-edit.ts";
import { findEdits, folderOfEdit } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";
import { committedFile, keptTextFile } from "./open-edit.ts";

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

/** In bytes: its texts, and its backups as it wrote them down itself. */
function sizeOf(store: EditStore, id: string): number {
  const folder = folderOfEdit(store, "done", id);
  try {
    const texts = statSync(join(folder, keptTextFile), { throwIfNoEntry: false });
    const backups = Number(readFileSync(join(folder, committedFile), "utf8")) || 0;
    return backups + (texts?.size ?? 0);
  } catch {
    // Not one of ours, then; it counts by number.
    return 0;
  }
}
