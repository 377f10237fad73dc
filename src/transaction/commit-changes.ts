import type { Task } from "../task.ts";
import { withEditLock } from "./edit-lock.ts";
import type { EditStore } from "./edit-store.ts";
import type { ChangedFile, FileChange } from "./file-change.ts";
import { planChanges } from "./plan-changes.ts";
import { writeEdit } from "./write-edit.ts";

export interface Committed {
  /** For `undoEdit`; not given when every file was already as the changes want it. */
  readonly editId?: string;
  /** In the order of the changes, without those that changed nothing. */
  readonly files: readonly ChangedFile[];
  /** Sentences about what is not as one might expect. */
  readonly notes: readonly string[];
}

/**
 * Makes all changes, or none: whatever is killed or fails on the way, what others then see is the tree before or
 * after. Everything is checked before anything is written, and all that is wrong is reported together.
 *
 * Others can see a mixed tree for the milliseconds in which the files are swapped. Extended attributes and access
 * lists of replaced files are lost: Node cannot read them.
 *
 * @throws ToolError EditRefused (nothing was written); CONFLICT, EXISTS, IO (everything was put back, or the message
 * says what was not); LOCKED, EDITS_NOT_WRITABLE
 */
export async function commitChanges(
  store: EditStore,
  changes: readonly FileChange[],
  task: Task,
): Promise<Committed> {
  return await withEditLock(store, task, async (recovered, confirm) => {
    const { plan, files, ...planned } = planChanges(store, changes);
    const notes = [...recovered, ...planned.notes];
    if (plan.transitions.length === 0) {
      return { files: [], notes };
    }
    const written = await writeEdit(store, plan, { task, confirm, about: { files } });
    return { editId: written.editId, files, notes: [...notes, ...written.notes] };
  });
}
