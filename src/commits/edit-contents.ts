import { ToolError } from "../errors.ts";
import { getDoneEdit } from "../transaction/done-edit.ts";
import type { EditStore } from "../transaction/edit-store.ts";
import { findImage, type Image } from "../transaction/image.ts";
import { findOrigins } from "../transaction/origins.ts";
import { readBackup } from "../transaction/read-edit.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** What an edit made of one path, in the bytes of the disk; null where nothing was or is. */
export interface EditContent {
  readonly editId: string;
  readonly path: RepoPath;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
  /** Git's mode of what it left. */
  readonly mode: "100644" | "100755";
}

/**
 * What edits made, in the order in which they were made.
 * @throws ToolError EDIT_NOT_FOUND, EDIT_NOT_READABLE
 */
export function readEditContents(
  store: EditStore,
  editIds: readonly string[],
): readonly EditContent[] {
  return [...new Set(editIds)]
    .map((id) => getDoneEdit(store, id))
    .toSorted((a, b) => countOf(a.id) - countOf(b.id))
    .flatMap((edit) => {
      const origins = findOrigins(edit);
      return edit.steps.map(({ path, pre, post }, step): EditContent => {
        const before = pre && readBackup(edit.backup(step), pre);
        const after =
          post &&
          (readIfSame(store.root, path, post) ?? edit.text(step, origins.get(step) ?? step));
        if (before === undefined || after === undefined || isLink(pre) || isLink(post)) {
          throw new ToolError(
            "EDIT_NOT_READABLE",
            `What edit ${edit.id} made of ${quotePath(path)} is not known apart from what was changed since.`,
            "Name the path instead; then all that changed in the file is committed.",
          );
        }
        return { editId: edit.id, path, before, after, mode: modeOf(post) };
      });
    });
}

/** Ids count up: `e12-abc`. */
function countOf(id: string): number {
  return Number.parseInt(id.slice(1), 10);
}

function isLink(image: Image | null): boolean {
  return image?.kind === "link";
}

function modeOf(image: Image | null): EditContent["mode"] {
  return image !== null && (image.mode & 0o100) !== 0 ? "100755" : "100644";
}

/** The file's bytes, if it is still as the edit left it. */
function readIfSame(root: string, path: RepoPath, post: Image): Buffer | undefined {
  const now = findImage(root, path);
  return typeof now === "object" && now.kind === post.kind && now.sha === post.sha
    ? readInsideSync(root, path, { maxBytes: post.size + 1 }).bytes
    : undefined;
}
