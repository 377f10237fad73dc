import { readFileSync, readlinkSync } from "node:fs";

import type { RepoPath } from "../workspace/repo-path.ts";
import { getDoneEdit } from "./done-edit.ts";
import type { EditStore } from "./edit-store.ts";
import { type Image, shaOf } from "./image.ts";

/** One path of an edit. */
export interface EditedPath {
  readonly path: RepoPath;
  /** The bytes it held before, or the path a link held; null when nothing was there, undefined when they were damaged. */
  readonly before: Buffer | null | undefined;
  /** SHA-256, in hex, of what it held after; null when nothing was there. */
  readonly after: string | null;
}

/**
 * What every path of an edit held before it. A rename is two paths.
 * @throws ToolError EDIT_NOT_FOUND
 */
export function readEdit(store: EditStore, editId: string): readonly EditedPath[] {
  const edit = getDoneEdit(store, editId);
  return edit.steps.map(({ path, pre, post }, index) => ({
    path,
    before: pre && readBackup(edit.backup(index), pre),
    after: post?.sha ?? null,
  }));
}

/** The bytes of a backup; undefined when they were damaged. */
export function readBackup(file: string, pre: Image): Buffer | undefined {
  try {
    const bytes = pre.kind === "link" ? readlinkSync(file, "buffer") : readFileSync(file);
    return shaOf(bytes) === pre.sha ? bytes : undefined;
  } catch {
    // Deleted by hand, then.
    return undefined;
  }
}
