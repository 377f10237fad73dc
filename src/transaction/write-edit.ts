import { join } from "node:path";

import type { Task } from "../task.ts";
import { systemCode } from "../workspace/system-code.ts";
import { syncFolder, writeWhole } from "./durable.ts";
import { discardEdit } from "./discard-edit.ts";
import { editFailure } from "./edit-failure.ts";
import { makeEditFolder } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";
import { finishEdit } from "./finish-edit.ts";
import { type Journal, renderJournal } from "./journal.ts";
import { keepTexts } from "./kept-text.ts";
import { markCommitted } from "./mark-committed.ts";
import { journalFile, type OpenEdit, openEdit } from "./open-edit.ts";
import { settleEdit } from "./settle-edit.ts";
import { stageEdit } from "./stage-edit.ts";
import { swapEdit } from "./swap-edit.ts";
import type { Plan } from "./transition.ts";

export interface Writing {
  readonly task: Task;
  /** Throws when the lock was lost. */
  readonly confirm: () => void;
  readonly about: Pick<Journal, "undoes" | "files">;
}

export interface Written {
  readonly editId: string;
  readonly notes: readonly string[];
}

/**
 * Makes a checked plan true, as a whole or not at all. It can be cancelled until the journal is written; then it
 * takes only milliseconds more. The lock must be held.
 *
 * @throws ToolError CONFLICT, EXISTS, IO; then the tree is as it was, or the message tells what is not
 */
export async function writeEdit(store: EditStore, plan: Plan, writing: Writing): Promise<Written> {
  const edit = begin(store);
  const { journal, notes } = await prepare(edit, plan, writing);
  try {
    swapEdit(edit, journal);
    await markCommitted(edit, journal);
  } catch (error) {
    throw editFailure(error, await putBack(edit, journal));
  }
  try {
    keepTexts(edit, plan.transitions, journal);
    finishEdit(edit, journal);
  } catch {
    // It is committed; whoever takes the lock next clears up.
  }
  return { editId: edit.id, notes };
}

function begin(store: EditStore): OpenEdit {
  try {
    store.onStep("open an edit");
    return openEdit(store, makeEditFolder(store));
  } catch (error) {
    throw editFailure(error, nothingWritten);
  }
}

const nothingWritten = ["Nothing was written."];

async function prepare(
  edit: OpenEdit,
  plan: Plan,
  { task, confirm, about }: Writing,
): Promise<{ readonly journal: Journal; readonly notes: readonly string[] }> {
  try {
    const { steps, notes } = await stageEdit(edit, plan, task);
    const { newFolders, oldFolders } = plan;
    const at = new Date().toISOString();
    const journal: Journal = { at, ...about, steps, newFolders, oldFolders };
    task.signal.throwIfAborted();
    confirm();
    await writeWhole(edit.store, join(edit.folder, journalFile), renderJournal(journal));
    await syncFolder(edit.store, edit.store.folder);
    return { journal, notes };
  } catch (error) {
    clearAway(edit);
    throw editFailure(error, nothingWritten);
  }
}

function clearAway(edit: OpenEdit): void {
  try {
    discardEdit(edit.store, "open", edit.id);
  } catch {
    // Whoever takes the lock next tries again.
  }
}

/** @returns sentences about what the tree is like now */
async function putBack(edit: OpenEdit, journal: Journal): Promise<readonly string[]> {
  try {
    const problems = await settleEdit(edit, journal);
    return problems.length === 0
      ? ["Everything was put back."]
      : [...problems, "Everything else was put back."];
  } catch (error) {
    if (systemCode(error) === undefined) {
      throw error;
    }
    return ["Putting it back was stopped, too; it goes on at the next edit."];
  }
}
