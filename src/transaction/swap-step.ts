import { closeSync, fstatSync, lstatSync, renameSync, rmSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import { systemCode } from "../workspace/system-code.ts";
import { Conflict } from "./conflict.ts";
import { copyOpen } from "./copy-entry.ts";
import {
  type Image,
  imageOfOpen,
  openEntry,
  isSameFile,
  readImage,
  sameContent,
  sameImage,
} from "./image.ts";
import type { JournalStep } from "./journal.ts";
import { atScratch, backupFile, type OpenEdit } from "./open-edit.ts";
import { placeNew, renameOver } from "./place.ts";

/**
 * Does one step, if its place still holds what the plan was made for.
 *
 * Between the last look and the rename someone can still save the file by a rename of their own, for one system call
 * long: Node has no exchange of two names that would show it. A write into the old file is seen afterwards.
 *
 * @throws Conflict, and whatever the file system says
 */
export function swapStep(edit: OpenEdit, index: number, step: JournalStep): void {
  const { path, pre, post, beside } = step;
  const { root, onStep } = edit.store;
  atScratch(edit, index, { kind: post === null ? "old" : "new", beside }, (scratch) =>
    atEntry(root, path, (entry) => {
      if (pre === null) {
        onStep(`create ${path}`);
        if (!placeNew(scratch, entry)) {
          throw new Conflict(path, "was created by someone else meanwhile", "EXISTS");
        }
      } else if (post === null) {
        whileSame({ edit, index, step, pre, entry }, (look) => {
          look();
          onStep(`remove ${path}`);
          renameOver(entry, scratch);
          if (!sameContent(readImage(scratch), pre)) {
            throw new Conflict(path, "was changed in the moment it was deleted");
          }
        });
      } else {
        whileSame({ edit, index, step, pre, entry }, (look) => {
          look();
          onStep(`replace ${path}`);
          renameOver(scratch, entry);
        });
      }
    }),
  );
}

interface Swapped {
  readonly edit: OpenEdit;
  readonly index: number;
  readonly step: JournalStep;
  readonly pre: Image;
  readonly entry: string;
}

/**
 * Makes sure that an entry is what it was until it is swapped, and that nobody wrote into it while it was.
 * @param swap gets a last look, which throws when another file is there
 */
function whileSame(
  { edit, index, step, pre, entry }: Swapped,
  swap: (look: () => void) => void,
): void {
  const { path } = step;
  const backup = backupFile(edit, index);
  if (pre.kind === "link") {
    swap(() => insist(sameContent(readImage(entry), pre), path));
    return;
  }
  const [old, isLinked] = withOpen(entry, path, (descriptor) => {
    const stat = fstatSync(descriptor);
    const isLink = isSameFile(lstatSync(backup), stat);
    const hasBackup = isLink || sameContent(readImage(backup), pre);
    insist(hasBackup && sameImage(imageOfOpen(descriptor), pre), path);
    return [stat, isLink];
  });
  const look = (): void =>
    insist(isSameFile(lstatSync(entry, { throwIfNoEntry: false }), old), path);
  if (isLinked) {
    // It is not held open meanwhile, for Windows would not replace it then: the backup is the same file.
    swap(look);
    if (!sameContent(readImage(backup), pre)) {
      throw writtenLate(path);
    }
    return;
  }
  withOpen(entry, path, (descriptor) => {
    swap(look);
    if (imageOfOpen(descriptor).sha !== pre.sha) {
      keepLateWrite(descriptor, backup);
      throw writtenLate(path);
    }
  });
}

function insist(isSame: boolean, path: JournalStep["path"]): void {
  if (!isSame) {
    throw changed(path);
  }
}

function withOpen<T>(entry: string, path: JournalStep["path"], use: (descriptor: number) => T): T {
  const descriptor = openOld(entry, path);
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openOld(entry: string, path: JournalStep["path"]): number {
  try {
    return openEntry(entry);
  } catch (error) {
    throw ["ENOENT", "ELOOP", "EISDIR", "ENXIO"].includes(systemCode(error) ?? "")
      ? changed(path)
      : error;
  }
}

function writtenLate(path: JournalStep["path"]): Conflict {
  return new Conflict(path, "was written to in the moment it was replaced");
}

function changed(path: JournalStep["path"]): Conflict {
  return new Conflict(path, "was changed by someone else meanwhile");
}

/** The backup is what is put back, so it has to hold what was written last. */
function keepLateWrite(descriptor: number, backup: string): void {
  const late = `${backup}.late`;
  rmSync(late, { force: true });
  closeSync(copyOpen(descriptor, late));
  renameSync(late, backup);
}
