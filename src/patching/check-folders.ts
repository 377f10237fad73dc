import { type Dirent, readdirSync } from "node:fs";

import { ToolError } from "../errors.ts";
import { foldersOn } from "../transaction/folders.ts";
import { atEntry } from "../workspace/at-entry.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import type { PatchSource } from "./patch-source.ts";
import type { OperationProblem } from "./refusals.ts";
import type { Slot } from "./virtual-tree.ts";

/**
 * Checks, when all operations are done, that no file comes where a folder stays, nor into a file. Only then is it
 * known what has left.
 */
export function checkFolders(
  { root }: PatchSource,
  slots: readonly Slot[],
): readonly OperationProblem[] {
  const byPath = new Map(slots.map((slot) => [slot.path, slot]));
  return slots.flatMap((slot) => {
    const { path, now, other, operation, arrived } = slot;
    if (now === undefined || !arrived) {
      return [];
    }
    const file = foldersOn(path).find((folder) => byPath.get(folder)?.now !== undefined);
    if (file !== undefined) {
      return [{ operation, error: inFile(path, file) }];
    }
    return other === "folder" && !isEmptied(root, path, byPath)
      ? [{ operation, error: isFolder(path) }]
      : [];
  });
}

/** Whether all that is in a folder leaves, so that the folder goes as well; one that is empty already stays. */
function isEmptied(root: string, folder: RepoPath, slots: ReadonlyMap<RepoPath, Slot>): boolean {
  const entries = atEntry(root, asRepoPath(`${folder}/.`), (door) =>
    readdirSync(door, { withFileTypes: true }),
  );
  const leaves = (entry: Dirent): boolean => {
    const path = asRepoPath(`${folder}/${entry.name}`);
    const slot = slots.get(path);
    const hasLeft = slot?.before !== undefined && slot.now === undefined;
    return hasLeft || (entry.isDirectory() && isEmptied(root, path, slots));
  };
  return entries.length > 0 && entries.every(leaves);
}

function inFile(path: RepoPath, file: RepoPath): ToolError {
  return new ToolError(
    "NOT_A_FOLDER",
    `${quotePath(path)} would lie in ${quotePath(file)}, which is a file.`,
    "Choose another path, or delete that file in the same patch.",
  );
}

function isFolder(path: RepoPath): ToolError {
  return new ToolError(
    "IS_DIRECTORY",
    `${quotePath(path)} is a folder.`,
    "Choose another path, or delete what is in it in the same patch.",
  );
}
