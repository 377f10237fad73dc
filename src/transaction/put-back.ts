import { closeSync, fchmodSync, lstatSync, rmSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import { linked } from "./back-up.ts";
import { copyFile, copyLink } from "./copy-entry.ts";
import { ForeignContent } from "./foreign-content.ts";
import { findImage, type Image, readImage, sameContent } from "./image.ts";
import { isAs, type JournalStep } from "./journal.ts";
import { atScratch, backupFile, type OpenEdit } from "./open-edit.ts";
import { isFull, renameOver } from "./place.ts";

export interface Replaced extends JournalStep {
  readonly pre: Image;
  readonly post: Image;
}

/** Puts back what a step replaced; nothing, if that is there already. */
export function putBack(edit: OpenEdit, index: number, step: Replaced): void {
  const { path, pre, post, beside } = step;
  const live = findImage(edit.store.root, path);
  const backup = backupFile(edit, index);
  const old = readImage(backup);
  // What someone wrote into the old file in the last moment counts, too: it is in the backup.
  const isBack = isAs(step, live, typeof old === "object" ? old : pre);
  if (!isBack && !isAs(step, live, post)) {
    throw new ForeignContent("was changed by someone else after it was written");
  }
  atScratch(edit, index, { kind: "old", beside }, (aside) =>
    atScratch(edit, index, { kind: "back", beside }, (back) =>
      atEntry(edit.store.root, path, (entry) => {
        if (!isBack) {
          edit.store.onStep(`put back ${path}`);
          holdOnTo(entry, aside);
          moveBack({ backup, back, entry, pre });
        }
        keepLateWrite(aside, entry, post);
      }),
    ),
  );
}

/** Gives what is taken away a second name, so that what someone still writes into it is seen. */
function holdOnTo(entry: string, aside: string): void {
  rmSync(aside, { force: true });
  try {
    if (lstatSync(entry).isFile()) {
      linked(entry, aside);
    }
  } catch (error) {
    if (!isFull(error)) {
      throw error;
    }
  }
}

interface MoveBack {
  readonly backup: string;
  readonly back: string;
  readonly entry: string;
  readonly pre: Image;
}

function moveBack({ backup, back, entry, pre }: MoveBack): void {
  rmSync(back, { force: true });
  try {
    makeAgain(backup, back, pre);
    renameOver(back, entry);
  } catch (error) {
    if (!isFull(error)) {
      throw error;
    }
    rmSync(back, { force: true });
    renameOver(backup, entry);
  }
}

function keepLateWrite(aside: string, entry: string, post: Image): void {
  const late = readImage(aside);
  if (typeof late === "object" && !sameContent(late, post)) {
    renameOver(aside, entry);
    throw new ForeignContent("was changed by someone else in the moment it was put back");
  }
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
