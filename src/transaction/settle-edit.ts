import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { quotePath } from "../workspace/quote-path.ts";
import { discardEdit } from "./discard-edit.ts";
import { folderOfEdit } from "./edit-folders.ts";
import type { Journal } from "./journal.ts";
import { committedFile, type OpenEdit } from "./open-edit.ts";
import { type Left, rollBack } from "./roll-back.ts";
import { gatherBeside } from "./sweep-beside.ts";
import { syncPlaces } from "./sync-places.ts";

/**
 * Puts an unfinished edit back and clears it away. What holds someone else's content is left as it is, and then the
 * edit is kept with all old content; what failed is tried again the next time.
 *
 * @returns sentences about what was not put back
 */
export async function settleEdit(edit: OpenEdit, journal: Journal): Promise<readonly string[]> {
  // Written and then not brought to the disk, it must not say that the edit is done while it is taken back.
  rmSync(join(edit.folder, committedFile), { force: true });
  const left = rollBack(edit, journal);
  await syncPlaces(edit.store, journal.steps);
  if (left.length === 0) {
    discardEdit(edit.store, "open", edit.id);
    return [];
  }
  if (left.some(({ retry }) => retry)) {
    return sentences(left, `it is tried again at the next edit; old content is in ${edit.folder}`);
  }
  const kept = folderOfEdit(edit.store, "kept", edit.id);
  edit.store.onStep(`keep ${edit.id}`);
  renameSync(edit.folder, kept);
  gatherBeside({ ...edit, folder: kept });
  return sentences(left, `it was left as it is; what it held before the edit is in ${kept}`);
}

function sentences(left: readonly Left[], then: string): string[] {
  return left.map(({ path, why }) => `${quotePath(path)} ${why}; ${then}.`);
}
