import { mkdirSync, readdirSync } from "node:fs";
import { randomInt } from "node:crypto";
import { join } from "node:path";

import { systemCode } from "../workspace/system-code.ts";
import type { EditsHome } from "./edits-home.ts";

/**
 * What lies in the store's folder, told by its name, which only a rename changes:
 * `open-<id>` is being written, `<id>` is done and can be undone, `kept-<id>` could not be put right and waits for a
 * person, `trash-<id>` is being deleted.
 */
export type EditState = "open" | "done" | "kept" | "trash";

const names = /^(?:(open|kept|trash)-)?(e(\d+)-[0-9a-z]{3})$/u;

/** The ids of edits in a state, the oldest first. */
export function findEdits(home: Pick<EditsHome, "folder">, state: EditState): string[] {
  return entriesOf(home.folder)
    .flatMap((name) => {
      const [, prefix = "done", id, count] = names.exec(name) ?? [];
      return id !== undefined && prefix === state ? [{ id, count: Number(count) }] : [];
    })
    .toSorted((a, b) => a.count - b.count)
    .map(({ id }) => id);
}

export function hasInterruptedEdit(home: Pick<EditsHome, "folder">): boolean {
  return findEdits(home, "open").length > 0;
}

export function folderOfEdit(
  home: Pick<EditsHome, "folder">,
  state: EditState,
  id: string,
): string {
  return join(home.folder, state === "done" ? id : `${state}-${id}`);
}

/** Whether a text has the form of an id, so that it can be a name here and nowhere else. */
export function isEditId(text: string): boolean {
  return names.exec(text)?.[2] === text;
}

/**
 * Makes the folder of a new edit. Ids count up, for people and for order; three random characters make sure that
 * an id someone remembers never means another edit.
 */
export function makeEditFolder(home: Pick<EditsHome, "folder">): string {
  const counts = entriesOf(home.folder).map((name) => Number(names.exec(name)?.[3] ?? 0));
  const random = randomInt(36 ** 3)
    .toString(36)
    .padStart(3, "0");
  const id = `e${Math.max(0, ...counts) + 1}-${random}`;
  mkdirSync(folderOfEdit(home, "open", id), { mode: 0o700 });
  return id;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return [];
    }
    throw error;
  }
}
