import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";

import { OutsideRoot } from "../workspace/hold-inside.ts";
import { markCommitted } from "./mark-committed.ts";
import { editFailure } from "./edit-failure.ts";
import { discardEdit } from "./discard-edit.ts";
import { findEdits, folderOfEdit } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";
import { finishEdit } from "./finish-edit.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { removeFoldersIfEmpty } from "./folders.ts";
import { findImage, type Found, type Image, readImage, sameContent } from "./image.ts";
import { isAs, type JournalStep, readJournal } from "./journal.ts";
import {
  atScratch,
  backupFile,
  committedFile,
  journalFile,
  openEdit,
  type OpenEdit,
} from "./open-edit.ts";
import { settleEdit } from "./settle-edit.ts";

/**
 * Puts right what a killed process left: an edit whose every file is in place is completed, any other is taken back.
 * It may be killed itself at any time; the next run goes on. The lock must be held.
 *
 * @returns sentences for whoever asks next
 * @throws ToolError IO
 */
export async function recoverEdits(store: EditStore): Promise<readonly string[]> {
  try {
    for (const id of findEdits(store, "trash")) {
      discardEdit(store, "trash", id);
    }
    const notes: string[] = [];
    for (const id of findEdits(store, "open")) {
      notes.push(...(await recoverEdit(openEdit(store, id))));
    }
    return notes;
  } catch (error) {
    throw editFailure(error, [
      "An interrupted edit must be put right first. Nothing new was written.",
    ]);
  }
}

async function recoverEdit(edit: OpenEdit): Promise<readonly string[]> {
  const { store, id, folder } = edit;
  const journal = readJournal(store.root, join(folder, journalFile));
  if (journal === undefined) {
    return withoutJournal(edit);
  }
  if (existsSync(join(folder, committedFile))) {
    finishEdit(edit, journal);
    return [];
  }
  const files = journal.steps.length === 1 ? "1 file" : `${journal.steps.length} files`;
  if (journal.steps.every((step, index) => isDone(edit, index, step))) {
    removeFoldersIfEmpty(store, [...journal.oldFolders.keys()]);
    await markCommitted(edit, journal);
    finishEdit(edit, journal);
    return [`Edit ${id} (${files}) was interrupted after its last file; it is complete.`];
  }
  const problems = await settleEdit(edit, journal);
  return [`An edit (${files}) was interrupted, and was taken back.`, ...problems];
}

function withoutJournal(edit: OpenEdit): readonly string[] {
  const { store, id, folder } = edit;
  if (existsSync(join(folder, journalFile))) {
    const kept = folderOfEdit(store, "kept", id);
    renameSync(folder, kept);
    return [`An edit was interrupted and its journal cannot be read; what it had is in ${kept}.`];
  }
  // Nothing in the tree was touched yet.
  discardEdit(store, "open", id);
  return [];
}

/** Whether its place holds what the step puts there, and nobody wrote into the old file in the last moment. */
function isDone(edit: OpenEdit, index: number, step: JournalStep): boolean {
  const { path, pre, post, beside } = step;
  const live = lookInside(edit.store.root, path);
  if (post === null) {
    const gone = live === undefined || live === "other";
    return gone && atScratch(edit, index, { kind: "old", beside }, (old) => holds(old, pre));
  }
  return isAs(step, live, post) && (pre === null || holds(backupFile(edit, index), pre));
}

function lookInside(root: string, path: RepoPath): Found {
  try {
    return findImage(root, path);
  } catch (error) {
    if (error instanceof OutsideRoot) {
      return "other";
    }
    throw error;
  }
}

function holds(file: string, image: Image | null): boolean {
  return image !== null && sameContent(readImage(file), image);
}
