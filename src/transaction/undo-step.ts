import { lstatSync, rmSync, type Stats } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import { OutsideRoot } from "../workspace/hold-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { ForeignContent } from "./foreign-content.ts";
import { findImage, type Image, isSameFile, readImage, sameContent } from "./image.ts";
import type { JournalStep } from "./journal.ts";
import { atScratch, type OpenEdit } from "./open-edit.ts";
import { placeBack, renameOver } from "./place.ts";
import { putBack } from "./put-back.ts";

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
      if (live !== undefined || !placeBack(old, entry)) {
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
      atEntry(root, path, (entry) => placeBack(aside, entry));
      throw new ForeignContent("was changed by someone else in the moment it was taken away");
    }
    // On a full disk this makes room for what comes back.
    rmSync(aside);
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

function lookAt(entry: string): Stats | undefined {
  return lstatSync(entry, { throwIfNoEntry: false });
}
