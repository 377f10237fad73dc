import { join } from "node:path";

import { ToolError } from "../errors.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { findEdits, folderOfEdit, isEditId } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";
import { type Journal, readJournal } from "./journal.ts";

import { backupFile, journalFile } from "./open-edit.ts";
import { openKeptTexts } from "./open-kept-texts.ts";

/** An edit that was made and is remembered. */
export interface DoneEdit extends Journal {
  readonly id: string;
  /** The file that holds what the path of a step held before. */
  backup(index: number): string;
  /** The bytes that a step left of the old content of another, or of its own; undefined when they are not known. */
  text(step: number, origin: number): Buffer | undefined;
}

/** The remembered edits, the newest first. One whose journal was damaged is left out. */
export function findDoneEdits(store: EditStore): readonly DoneEdit[] {
  return findEdits(store, "done")
    .toReversed()
    .flatMap((id) => readDone(store, id) ?? []);
}

/** @throws ToolError EDIT_NOT_FOUND */
export function getDoneEdit(store: EditStore, id: string): DoneEdit {
  const edit = isEditId(id) ? readDone(store, id) : undefined;
  if (edit === undefined) {
    throw new ToolError(
      "EDIT_NOT_FOUND",
      `No edit ${quotePath(id)} is remembered here.`,
      "List the edits; only the last ones are kept.",
    );
  }
  return edit;
}

function readDone(store: EditStore, id: string): DoneEdit | undefined {
  const folder = folderOfEdit(store, "done", id);
  const journal = readJournal(store.root, join(folder, journalFile));
  return (
    journal && {
      ...journal,
      id,
      backup: (index) => backupFile({ folder }, index),
      text: openKeptTexts(folder, journal),
    }
  );
}
