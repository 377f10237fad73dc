import { closeSync, fchmodSync, lstatSync, rmSync, type Stats } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import { OutsideRoot } from "../workspace/hold-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { linked } from "./back-up.ts";
import { copyFile, copyLink } from "./copy-entry.ts";
import { findImage, type Image, isSameFile, readImage, sameContent } from "./image.ts";
import { isAs, type JournalStep } from "./journal.ts";
import { atScratch, backupFile, type OpenEdit } from "./open-edit.ts";
import { placeNew, renameOver } from "./place.ts";

/** A place holds neither what was there before the edit nor what the edit put there; the message follows its path. */
export class ForeignContent extends Error {}

/** Takes a file away that the edit made, or puts back what it replaced; nothing, if the step was not done. */
export function undoArrival(edit: OpenEdit, index: number, step: JournalStep): void {
  const { pre, post, beside } = step;
  const staged = atScratch(edit, index, { kind: "new", beside }, lookAt);
  if (post === null) {
    return;
  }
  if (pre === null) {
    takeAwayIfMade(edit, index, { ...step, post, staged });
  } else if (staged === undefined) {
    putBack(edit, index, { ...step, pre, post });
  }
}

/** Whether the step moved the file out of the tree. */
export function wasRemoved(edit: OpenEdit, index: number, { beside }: JournalStep): boolean {
  return atScratch(edit, index, { kind: "old", beside }, lookAt) !== undefined;
}

/** Brings the file that a step moved away to its place again. */
export function undoDeparture(edit: OpenEdit, index: number, { path, beside }: JournalStep): void {
  const { root, onStep } = edit.store;
  atScratch(edit, index, { kind: "old", beside }, (old) =>
    atEntry(root, path, (entry) => {
      const moved = readImage(old);
      const live = readImage(entry);
      if (typeof moved === "object" && sameContent(live, moved)) {
        return;
      }
      onStep(`bring back ${path}`);
      if (live !== undefined || !placeNew(old, entry)) {
        throw new ForeignContent("was made anew by someone else");
      }
    }),
  );
}

interface Made extends JournalStep {
  readonly post: Image;
  readonly staged: Stats | undefined;
}

function takeAwayIfMade(edit: OpenEdit, index: number, step: Made): void {
  const { path, post, staged, beside } = step;
  const { root, onStep } = edit.store;
  // A file that was put in its place has two names; or only that one, where there are no hard links.
  if (staged?.isFile() === true && staged.nlink === 1) {
    return;
  }
  atScratch(edit, index, { kind: "old", beside }, (aside) => {
    if (lookAt(aside) === undefined) {
      const live = staged?.isSymbolicLink() === true ? findLink(root, path) : findImage(root, path);
      if (live === undefined || !isOurs(root, path, staged)) {
        return;
      }
      if (!sameContent(live, post)) {
        throw new ForeignContent("was changed by someone else after it was made");
      }
      onStep(`take away ${path}`);
      atEntry(root, path, (entry) => renameOver(entry, aside));
    }
    if (!sameContent(readImage(aside), post)) {
      atEntry(root, path, (entry) => placeNew(aside, entry));
      throw new ForeignContent("was changed by someone else in the moment it was taken away");
    }
  });
}

/** A link at the path; undefined when there is none, or it is only behind another link that the edit was to remove. */
function findLink(root: string, path: RepoPath): Image | undefined {
  try {
    const live = findImage(root, path);
    return typeof live === "object" && live.kind === "link" ? live : undefined;
  } catch (error) {
    if (error instanceof OutsideRoot) {
      return undefined;
    }
    throw error;
  }
}

function isOurs(root: string, path: RepoPath, staged: Stats | undefined): boolean {
  return (
    staged === undefined ||
    staged.isSymbolicLink() ||
    isSameFile(atEntry(root, path, lookAt), staged)
  );
}

interface Replaced extends JournalStep {
  readonly pre: Image;
  readonly post: Image;
}

function putBack(edit: OpenEdit, index: number, step: Replaced): void {
  const { path, pre, post, beside } = step;
  const live = findImage(edit.store.root, path);
  const backup = backupFile(edit, index);
  const old = readImage(backup);
  // What someone wrote into the old file in the last moment counts, too: it is in the backup.
  if (isAs(step, live, typeof old === "object" ? old : pre)) {
    return;
  }
  if (!isAs(step, live, post)) {
    throw new ForeignContent("was changed by someone else after it was written");
  }
  edit.store.onStep(`put back ${path}`);
  atScratch(edit, index, { kind: "back", beside }, (back) =>
    atEntry(edit.store.root, path, (entry) => {
      rmSync(back, { force: true });
      makeAgain(backup, back, pre);
      renameOver(back, entry);
    }),
  );
}

function makeAgain(backup: string, file: string, pre: Image): void {
  if (pre.kind === "link") {
    copyLink(backup, file);
  } else if (!linked(backup, file)) {
    const copy = copyFile(backup, file);
    fchmodSync(copy, pre.mode);
    closeSync(copy);
  }
}

function lookAt(entry: string): Stats | undefined {
  return lstatSync(entry, { throwIfNoEntry: false });
}
