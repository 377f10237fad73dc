import type { RepoPath } from "../workspace/repo-path.ts";
import { systemCode } from "../workspace/system-code.ts";
import { OutsideRoot } from "../workspace/hold-inside.ts";
import { ForeignContent } from "./foreign-content.ts";
import { makeFolders, removeFoldersIfEmpty } from "./folders.ts";
import type { Journal } from "./journal.ts";
import type { OpenEdit } from "./open-edit.ts";
import { undoArrival, undoDeparture, wasRemoved } from "./undo-step.ts";

/** A path that was not put back. */
export interface Left {
  readonly path: RepoPath;
  /** Follows the path in a sentence. */
  readonly why: string;
  /** Whether it may work later; else it holds what someone else wrote, and was left as it is. */
  readonly retry: boolean;
}

/**
 * Puts back every step that was done, the last first. What a step did is told by what lies on the disk, so it does
 * not matter how far it had come, nor how far an earlier attempt to put it back had.
 */
export function rollBack(edit: OpenEdit, journal: Journal): readonly Left[] {
  const left: Left[] = [];
  const indexed = journal.steps.map((step, index) => ({ step, index })).toReversed();
  for (const { step, index } of indexed.filter(({ step: { post } }) => post !== null)) {
    attempt(step.path, left, () => undoArrival(edit, index, step));
  }
  const deepestFirst = journal.newFolders.toSorted((a, b) => b.length - a.length);
  for (const folder of deepestFirst) {
    attempt(folder, left, () => removeFoldersIfEmpty(edit.store, [folder]));
  }
  const lost = indexed.filter(
    ({ step, index }) => step.post === null && wasRemoved(edit, index, step),
  );
  if (lost.length > 0) {
    const topmostFirst = [...journal.oldFolders].toSorted(([a], [b]) => a.length - b.length);
    for (const [folder, mode] of topmostFirst) {
      attempt(folder, left, () => makeFolders(edit.store, new Map([[folder, mode]])));
    }
  }
  for (const { step, index } of lost) {
    attempt(step.path, left, () => undoDeparture(edit, index, step));
  }
  return left;
}

function attempt(path: RepoPath, left: Left[], call: () => void): void {
  try {
    call();
  } catch (error) {
    left.push(leftAt(path, error));
  }
}

function leftAt(path: RepoPath, error: unknown): Left {
  if (error instanceof ForeignContent) {
    return { path, why: error.message, retry: false };
  }
  if (error instanceof OutsideRoot) {
    return { path, why: "now lies behind a link", retry: false };
  }
  const code = systemCode(error);
  if (code === "ENOTDIR") {
    return { path, why: "cannot come back: a file has the place of its folder", retry: false };
  }
  if (code === undefined) {
    throw error;
  }
  return { path, why: `could not be put back: the system answered ${code}`, retry: true };
}
