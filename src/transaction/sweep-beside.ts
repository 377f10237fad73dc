import { closeSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { atEntry } from "../workspace/at-entry.ts";
import { OutsideRoot } from "../workspace/hold-inside.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { systemCode } from "../workspace/system-code.ts";
import { copyFile, copyLink } from "./copy-entry.ts";
import { besideFile, besidePrefix, type OpenEdit } from "./open-edit.ts";

/**
 * Takes the scratch files of an edit out of the folders of the repository. From them it is told how far the edit
 * had come, so its folder must have another name by now than that of an open one.
 *
 * @param remove gets each with a path for the file system, and its name
 */
export function sweepBeside(
  edit: OpenEdit,
  remove: (file: string, name: string) => void = (file) => rmSync(file),
): void {
  for (const folder of readBeside(edit)) {
    const itself = asRepoPath(folder === "" ? "." : `${folder}/.`);
    unlessGone(() =>
      atEntry(edit.store.root, itself, (door) => {
        for (const name of readdirSync(door)) {
          if (name.startsWith(besidePrefix(edit.id))) {
            edit.store.onStep(`remove ${name}`);
            remove(join(door, name), name);
          }
        }
      }),
    );
  }
}

/** A folder that is gone, or a link now, took its scratch files with it. */
function unlessGone(call: () => void): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof OutsideRoot) && systemCode(error) !== "ENOENT") {
      throw error;
    }
  }
}

/** As `sweepBeside`, for an edit that is kept for a person: what is taken out goes into its folder. */
export function gatherBeside(edit: OpenEdit): void {
  sweepBeside(edit, (file, name) => {
    const kept = join(edit.folder, name);
    if (lstatSync(file).isSymbolicLink()) {
      copyLink(file, kept);
    } else {
      closeSync(copyFile(file, kept));
    }
    rmSync(file);
  });
}

function readBeside({ store, folder }: OpenEdit): readonly RepoPath[] {
  const file = join(folder, besideFile);
  if (!existsSync(file)) {
    return [];
  }
  const folders: unknown = JSON.parse(readFileSync(file, "utf8"));
  return Array.isArray(folders)
    ? folders.map((path) => resolveInside(store.root, path === "" ? "." : String(path)))
    : [];
}
