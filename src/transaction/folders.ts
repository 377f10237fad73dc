import { chmodSync, mkdirSync, rmdirSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import { OutsideRoot } from "../workspace/hold-inside.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { systemCode } from "../workspace/system-code.ts";
import type { EditStore } from "./edit-store.ts";

type Tree = Pick<EditStore, "root" | "onStep">;

/** Makes folders that are missing, in this order; with a mode where one is given. */
export function makeFolders(
  { root, onStep }: Tree,
  folders: ReadonlyMap<RepoPath, number | undefined>,
): void {
  for (const [folder, mode] of folders) {
    onStep(`make folder ${folder}`);
    unless(["EEXIST"], () =>
      atEntry(root, folder, (entry) => {
        mkdirSync(entry);
        if (mode !== undefined) {
          chmodSync(entry, mode);
        }
      }),
    );
  }
}

/** Removes those of the folders that hold nothing any more. */
export function removeFoldersIfEmpty({ root, onStep }: Tree, folders: readonly RepoPath[]): void {
  for (const folder of folders.toSorted((a, b) => b.length - a.length)) {
    onStep(`remove folder ${folder}`);
    // A file or link that took its place, or that of a folder above it, is none of our business here.
    unless(["ENOTEMPTY", "EEXIST", "ENOENT", "ENOTDIR", "EBUSY", behindLink], () =>
      atEntry(root, folder, rmdirSync),
    );
  }
}

/** The folders a path goes through, the topmost first, without the root. */
export function foldersOn(path: RepoPath): RepoPath[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => asRepoPath(names.slice(0, index + 1).join("/")));
}

/** Whether a path is a folder's or lies in it. */
export function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Stands for `OutsideRoot` among the system's codes. */
const behindLink = "behind a link";

function unless(codes: readonly string[], call: () => void): void {
  try {
    call();
  } catch (error) {
    const code = error instanceof OutsideRoot ? behindLink : systemCode(error);
    if (!codes.includes(code ?? "")) {
      throw error;
    }
  }
}
