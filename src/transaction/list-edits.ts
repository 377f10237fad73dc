import { type DoneEdit, findDoneEdits } from "./done-edit.ts";
import { findEdits, folderOfEdit } from "./edit-folders.ts";
import type { EditStore } from "./edit-store.ts";
import type { ChangedFile } from "./file-change.ts";

interface EditSummary {
  readonly editId: string;
  /** When it was made, as ISO 8601. */
  readonly at: string;
  readonly files: readonly ChangedFile[];
  /** The edit that it took back. */
  readonly undoes?: string;
  /** Whether a later edit took it back. */
  readonly undone: boolean;
}

export interface EditList {
  /** The newest first. */
  readonly edits: readonly EditSummary[];
  /** Folders of interrupted edits that could not be put right, for a person to look at. */
  readonly kept: readonly string[];
}

export function listEdits(store: EditStore): EditList {
  const edits = findDoneEdits(store);
  const undone = findUndone(edits);
  return {
    edits: edits.map(({ id, at, files, undoes }) => ({
      editId: id,
      at,
      files,
      ...(undoes !== undefined && { undoes }),
      undone: undone.has(id),
    })),
    kept: findEdits(store, "kept").map((id) => folderOfEdit(store, "kept", id)),
  };
}

/** Those that a later edit took back which was not taken back itself. */
export function findUndone(newestFirst: readonly DoneEdit[]): ReadonlySet<string> {
  const undone = new Set<string>();
  for (const { id, undoes } of newestFirst) {
    if (undoes !== undefined && !undone.has(id)) {
      undone.add(undoes);
    }
  }
  return undone;
}
