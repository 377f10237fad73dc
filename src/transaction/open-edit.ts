import { join } from "node:path";

import { atEntry } from "../workspace/at-entry.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { folderOfEdit } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";

/** An edit that is being written or put right. */
export interface OpenEdit {
  readonly store: EditStore;
  readonly id: string;
  /** Absolute. */
  readonly folder: string;
}

export function openEdit(store: EditStore, id: string): OpenEdit {
  return { store, id, folder: folderOfEdit(store, "open", id) };
}

/**
 * The files an edit makes on its way, one of each for a step: what a path is to become, the file that was deleted,
 * and what a path is put back from.
 */
export type Scratch = "new" | "old" | "back";

/** Lets `use` work on a scratch file, which lies where a rename to the path of its step is possible. */
export function atScratch<T>(
  edit: OpenEdit,
  index: number,
  { kind, beside }: { readonly kind: Scratch; readonly beside: RepoPath | undefined },
  use: (file: string) => T,
): T {
  if (beside === undefined) {
    return use(join(edit.folder, `${kind}-${index}`));
  }
  const name = `${besidePrefix(edit.id)}${kind}-${index}`;
  return atEntry(edit.store.root, asRepoPath(beside === "" ? name : `${beside}/${name}`), use);
}

/** What the path of a step held before: the very file, or a copy where the file system has no hard links. */
export function backupFile({ folder }: Pick<OpenEdit, "folder">, index: number): string {
  return join(folder, `backup-${index}`);
}

export const journalFile = "journal";
/** Holds what the edit makes of texts, for an undo after someone else changed them. */
export const keptTextFile = "texts";
/** Lists the folders with scratch files, before any is made; paths of the root, one a line, as JSON. */
export const besideFile = "beside";
/** Its being there makes the edit done; it holds how many bytes are kept for an undo. */
export const committedFile = "committed";

/** How the names of an edit's scratch files begin that lie in folders of the repository. */
export function besidePrefix(id: string): string {
  return `.repowright-${id}-`;
}
