import type { Task } from "../task.ts";
import type { ChangedFile } from "../transaction/file-change.ts";
import { listEdits } from "../transaction/list-edits.ts";
import { undoEdit } from "../transaction/undo-edit.ts";
import type { EditRoom } from "./edit-room.ts";
import type { UndoneFile, UndoRequest, UndoResult } from "./edits.ts";

/**
 * Takes an edit back, or lists those that can be.
 * @throws ToolError what `undoEdit` throws
 */
export async function undoOrList(
  room: Pick<EditRoom, "store">,
  { editId, list }: UndoRequest,
  task: Task,
): Promise<UndoResult> {
  const store = await room.store(task);
  if (list) {
    const { edits, kept } = listEdits(store);
    return {
      kind: "list",
      edits: edits.map((edit) => ({ ...edit, files: edit.files.map(withoutSha) })),
      notes: kept.map(
        (folder) => `An interrupted edit could not be put right; what it was is in ${folder}.`,
      ),
    };
  }
  const { editId: id, undoes, files, notes } = await undoEdit(store, editId, task);
  return { kind: "undone", editId: id, undoes, files: files.map(withoutSha), notes };
}

/** What edits are kept by is not what `read_code` tells. */
function withoutSha({ sha: _sha, ...file }: ChangedFile): UndoneFile {
  return file;
}
