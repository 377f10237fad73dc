import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { Committed } from "./commit-changes.ts";
import { type DoneEdit, findDoneEdits, getDoneEdit } from "./done-edit.ts";
import { withEditLock } from "./edit-lock.ts";
import type { EditStore } from "./edit-store.ts";
import type { ChangedFile } from "./file-change.ts";
import { foldsCase } from "./folds-case.ts";
import { findUndone } from "./list-edits.ts";
import { planMoves } from "./plan-moves.ts";
import { type Problem, takeBack } from "./take-back.ts";
import type { Plan } from "./transition.ts";
import { writeEdit } from "./write-edit.ts";

export interface Undone extends Committed {
  readonly undoes: string;
}

/**
 * Takes an edit back, as an edit of its own; so undoing that one does it again. What others changed since stays, and
 * where it is in the way nothing at all is taken back.
 *
 * @param editId if not given, the last edit that is no undo and was not undone
 * @throws ToolError EDIT_NOT_FOUND, CONFLICT, and what `commitChanges` throws
 */
export async function undoEdit(
  store: EditStore,
  editId: string | undefined,
  task: Task,
): Promise<Undone> {
  return await withEditLock(store, task, async (recovered, confirm) => {
    const edit = editId === undefined ? getLastEdit(store) : getDoneEdit(store, editId);
    const { moves, problems, notes: kept } = takeBack(store, edit);
    if (problems.length > 0) {
      throw conflict(store, edit, problems);
    }
    const plan = planMoves(store.root, moves, foldsCase(store));
    const files = filesBack(edit, plan);
    const about = { files, undoes: edit.id };
    const written = await writeEdit(store, plan, { task, confirm, about });
    const idle = files.length === 0 ? ["Every file was already as before that edit."] : [];
    const notes = [...recovered, ...kept, ...idle, ...written.notes];
    return { editId: written.editId, undoes: edit.id, files, notes };
  });
}

function getLastEdit(store: EditStore): DoneEdit {
  const edits = findDoneEdits(store);
  const undone = findUndone(edits);
  const last = edits.find(({ id, undoes }) => undoes === undefined && !undone.has(id));
  if (last === undefined) {
    throw new ToolError(
      "EDIT_NOT_FOUND",
      "There is no edit to undo.",
      "Name an undo to do it again, or use git to go back further.",
    );
  }
  return last;
}

function conflict(store: EditStore, edit: DoneEdit, problems: readonly Problem[]): ToolError {
  const paths = new Set(problems.map(({ path }) => path));
  const newer = findDoneEdits(store);
  const later = newer
    .slice(
      0,
      newer.findIndex(({ id }) => id === edit.id),
    )
    .filter(({ steps }) => steps.some(({ path }) => paths.has(path)));
  const shown = problems.slice(0, maxShown).map(({ path, why }) => `${quotePath(path)} ${why}.`);
  const more = problems.length - shown.length;
  return new ToolError(
    "CONFLICT",
    [
      `Edit ${edit.id} cannot be undone, and nothing was written.`,
      ...shown,
      ...(more > 0 ? [`And ${more} more.`] : []),
    ].join(" "),
    later.length > 0
      ? `Undo the later edits of these files first: ${later.map(({ id }) => id).join(", ")}.`
      : "Look at what was changed and edit the files instead.",
  );
}

const maxShown = 20;

/** What was done to the files, seen from the undo; without those that were as before already. */
function filesBack({ files }: DoneEdit, { transitions }: Plan): readonly ChangedFile[] {
  const changing = new Map(transitions.map(({ path, post }) => [path, post]));
  return files.flatMap(({ path, op, from }) => {
    const goal = from ?? path;
    const post = changing.get(goal);
    return post === undefined
      ? []
      : {
          path: goal,
          op: opposites[op],
          ...(from !== undefined && { from: path }),
          ...(post !== null && { sha: post.sha }),
        };
  });
}

const opposites = {
  create: "delete",
  delete: "create",
  update: "update",
  rename: "rename",
} as const satisfies Record<ChangedFile["op"], ChangedFile["op"]>;
