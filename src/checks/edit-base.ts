import { ToolError } from "../errors.ts";
import type { Environment } from "../git/git-environment.ts";
import { findEditStore } from "../transaction/edit-store.ts";
import { findImage, shaOf } from "../transaction/image.ts";
import { listEdits } from "../transaction/list-edits.ts";
import { readEdit } from "../transaction/read-edit.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { BaseState } from "./base-state.ts";
import { findMoves } from "./find-moves.ts";

/**
 * The state before an edit: what it and every later edit changed is as it was. What was changed in other ways since is
 * as it is now, and in files of these edits it counts as new.
 * @throws ToolError EDIT_NOT_FOUND, BASE_NOT_READABLE
 */
export async function editBase(
  root: string,
  environment: Environment,
  editId: string,
  { signal }: Task,
): Promise<BaseState> {
  const store = await findEditStore(root, environment, signal);
  readEdit(store, editId);
  const { edits } = listEdits(store);
  const position = edits.findIndex((edit) => edit.editId === editId);
  const files = new Map<RepoPath, Buffer | undefined>();
  const after = new Map<RepoPath, string | null>();
  for (const edit of edits.slice(0, position + 1).toReversed()) {
    for (const { path, before, after: sha } of readEdit(store, edit.editId)) {
      after.set(path, sha);
      if (!files.has(path)) {
        files.set(path, readable(path, editId, before) ?? undefined);
      }
    }
  }
  const touched = [...after].filter(([path, sha]) => shaNow(root, path) !== sha);
  return {
    title: `the state before edit ${editId}`,
    files: new Map([...files].filter(([path, bytes]) => differs(root, path, bytes))),
    moves: findMoves(root, files, new Map()),
    notes:
      touched.length === 0
        ? []
        : [
            `Changed since by something else, which counts as new here: ${touched
              .slice(0, 3)
              .map(([path]) => quotePath(path))
              .join(", ")}${touched.length > 3 ? ` and ${touched.length - 3} more` : ""}.`,
          ],
  };
}

function readable(
  path: RepoPath,
  editId: string,
  before: Buffer | null | undefined,
): Buffer | null {
  if (before === undefined) {
    throw new ToolError(
      "BASE_NOT_READABLE",
      `What ${quotePath(path)} held before edit ${editId} was damaged.`,
      "Compare with a commit instead.",
    );
  }
  return before;
}

function shaNow(root: string, path: RepoPath): string | null {
  const image = findImage(root, path);
  return typeof image === "object" ? image.sha : null;
}

/** An edit that was taken back by a later one left nothing to compare. */
function differs(root: string, path: RepoPath, then: Buffer | undefined): boolean {
  return shaNow(root, path) !== (then === undefined ? null : shaOf(then));
}
