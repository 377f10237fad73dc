import { ToolError } from "../../src/errors.ts";
import {
  editStore,
  type EditStore,
  type EditStoreOptions,
} from "../../src/transaction/edit-store.ts";
import { homeWithoutGit } from "../../src/transaction/edits-home.ts";
import type { FileChange } from "../../src/transaction/file-change.ts";
import { shaOf } from "../../src/transaction/image.ts";
import { asRepoPath, type RepoPath } from "../../src/workspace/repo-path.ts";

export { plant, task, treeAt } from "./trees.ts";

/** The store of a folder without git, which needs no process to be found. */
export function storeAt(root: string, options: EditStoreOptions = {}): EditStore {
  return editStore(homeWithoutGit(root), { durability: "process", ...options });
}

/** Paths of a test are checked by whoever wrote them. */
export function at(path: string): RepoPath {
  return asRepoPath(path);
}

export function bytes(text: string): Buffer {
  return Buffer.from(text);
}

export function create(path: string, text: string): FileChange {
  return { op: "create", path: at(path), bytes: bytes(text) };
}

/** @param before what the file is to hold still */
export function update(path: string, text: string, before?: string): FileChange {
  return {
    op: "update",
    path: at(path),
    bytes: bytes(text),
    ...(before !== undefined && { before: shaOf(bytes(before)) }),
  };
}

export function remove(path: string): FileChange {
  return { op: "delete", path: at(path) };
}

export function rename(path: string, to: string, text?: string): FileChange {
  return {
    op: "rename",
    path: at(path),
    to: at(to),
    ...(text !== undefined && { bytes: bytes(text) }),
  };
}

/** What a call that should fail says, as the agent sees it. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    return `no error, but ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof ToolError
      ? `${error.code}: ${error.message} Next: ${error.next}`
      : `not a ToolError: ${String(error)}`;
  }
}
