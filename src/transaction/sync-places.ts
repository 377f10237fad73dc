import { openSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import { parentOf } from "../workspace/look-at-tree.ts";
import { asRepoPath } from "../workspace/repo-path.ts";
import { systemCode } from "../workspace/system-code.ts";
import { OutsideRoot } from "../workspace/hold-inside.ts";
import { syncAndClose } from "./durable.ts";
import type { EditStore } from "./edit-store.ts";
import type { JournalStep } from "./journal.ts";

/** Waits until the names that steps changed are on the disk: each folder once. Windows has no way to. */
export async function syncPlaces(store: EditStore, steps: readonly JournalStep[]): Promise<void> {
  if (store.durability === "process" || process.platform === "win32") {
    return;
  }
  const folders = [
    ...new Set(steps.flatMap(({ path }) => [parentOf(path), parentOf(parentOf(path))])),
  ];
  for (let from = 0; from < folders.length; from += batchSize) {
    const batch = folders.slice(from, from + batchSize);
    await syncAndClose(
      store,
      batch.flatMap((folder) => openFolder(store.root, folder)),
    );
  }
}

const batchSize = 64;

function openFolder(root: string, folder: string): readonly number[] {
  try {
    return [atEntry(root, asRepoPath(folder === "" ? "." : `${folder}/.`), openForReading)];
  } catch (error) {
    // A folder that is gone, or a link now, has nothing to be kept; the folder above is among them.
    if (error instanceof OutsideRoot || systemCode(error) !== undefined) {
      return [];
    }
    throw error;
  }
}

function openForReading(entry: string): number {
  return openSync(entry, "r");
}
