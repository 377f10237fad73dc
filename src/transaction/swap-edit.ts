import type { JournalStep, Journal } from "./journal.ts";
import { isAtOrBelow, makeFolders, removeFoldersIfEmpty } from "./folders.ts";
import type { OpenEdit } from "./open-edit.ts";
import { swapStep } from "./swap-step.ts";

/**
 * Puts the staged files in their places, one right after the other and without waiting for anything, so that others
 * see a mixed tree for as short as possible. Each place is looked at again before and after.
 *
 * @throws Conflict, and whatever the file system says; then some of it is done
 */
export function swapEdit(edit: OpenEdit, { steps, newFolders, oldFolders }: Journal): void {
  const first = steps.findIndex(({ post }) => post !== null);
  const clearing = Math.max(first, 0);
  const swap = (step: JournalStep, index: number): void => swapStep(edit, index, step);
  steps.slice(0, clearing).forEach(swap);
  removeFoldersIfEmpty(
    edit.store,
    [...oldFolders.keys()].filter((folder) => isReplaced(folder, steps)),
  );
  makeFolders(edit.store, new Map(newFolders.map((folder) => [folder, undefined])));
  steps.slice(clearing).forEach((step, index) => swap(step, clearing + index));
  // As git does: a folder goes with its last file.
  removeFoldersIfEmpty(edit.store, [...oldFolders.keys()]);
}

/** Whether a file comes where the folder is. */
function isReplaced(folder: string, steps: readonly JournalStep[]): boolean {
  return steps.some(({ path, pre }) => pre === null && isAtOrBelow(folder, path));
}
