import { closeSync, fchmodSync, lstatSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { copyFile } from "./copy-entry.ts";
import { folderOfEdit } from "./edit-folders.ts";
import { modeOf } from "./image.ts";
import type { Journal } from "./journal.ts";
import {
  backupFile,
  committedFile,
  journalFile,
  keptTextFile,
  type OpenEdit,
} from "./open-edit.ts";
import { pruneEdits } from "./prune-edits.ts";
import { sweepBeside } from "./sweep-beside.ts";

/** Turns an edit that is committed into one that can be undone: what it held before stays, the rest goes. */
export function finishEdit(edit: OpenEdit, { steps }: Journal): void {
  const { store, id, folder } = edit;
  sweepBeside(edit);
  const wanted = new Set([journalFile, committedFile, keptTextFile]);
  steps.forEach(({ pre }, index) => pre && wanted.add(`backup-${index}`));
  for (const name of readdirSync(folder).filter((entry) => !wanted.has(entry))) {
    store.onStep(`clear ${name}`);
    rmSync(join(folder, name), { force: true });
  }
  steps.forEach(({ pre }, index) => {
    if (pre?.kind === "file") {
      separate(edit, backupFile(edit, index));
    }
  });
  store.onStep(`finish ${id}`);
  renameSync(folder, folderOfEdit(store, "done", id));
  pruneEdits(store);
}

/** A backup that is a hard link to a file in use elsewhere would change with it. */
function separate({ store }: OpenEdit, backup: string): void {
  const stat = lstatSync(backup, { throwIfNoEntry: false });
  if (stat === undefined || stat.nlink === 1) {
    return;
  }
  store.onStep(`separate ${backup}`);
  const copy = `${backup}.copy`;
  const descriptor = copyFile(backup, copy);
  fchmodSync(descriptor, modeOf(stat));
  closeSync(descriptor);
  renameSync(copy, backup);
}
