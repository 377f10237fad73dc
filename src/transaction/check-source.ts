import { accessSync, constants, type Stats } from "node:fs";

import { ToolError } from "../errors.ts";
import { atEntry } from "../workspace/at-entry.ts";
import { isInside } from "../workspace/is-inside.ts";
import { locateInside, type Place } from "../workspace/locate-inside.ts";
import { parentOf } from "../workspace/look-at-tree.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { readFailure } from "../workspace/read-failure.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { protectedPath } from "../workspace/resolve-inside.ts";
import { systemCode } from "../workspace/system-code.ts";
import type { EditStore } from "./edit-store.ts";
import type { FileChange } from "./file-change.ts";
import { findImage } from "./image.ts";
import type { Departure } from "./moves.ts";

type ChangeOfOld = Exclude<FileChange, { readonly op: "create" }>;

export interface Source extends Departure {
  readonly notes: readonly string[];
}

/**
 * Looks at the file that a change is to replace, delete or move away.
 * @throws ToolError when it is not there, is not what the plan was made from, or may not be changed
 */
export function checkSource(store: EditStore, change: ChangeOfOld): Source {
  const { root } = store;
  const follow = change.op === "update" && change.link !== true;
  const place = locateInside(root, change.path, { follow, leaving: new Set() });
  const { path, stat } = place;
  checkWritable(store, place);
  const kind = checkKind(change.path, stat);
  if (kind.isFile() && (kind.mode & 0o222) === 0 && !mayBeReadOnly(change)) {
    throw new ToolError(
      "READONLY",
      `${quotePath(path)} is read-only.`,
      "Leave it, or ask the user to make it writable.",
    );
  }
  const pre = imageOf(root, path);
  if (typeof pre !== "object" || (change.before !== undefined && change.before !== pre.sha)) {
    throw new ToolError(
      "STALE",
      `${quotePath(path)} is no longer what the change was made for.`,
      "Read it again and make the change anew.",
    );
  }
  return { path, pre, identity: identityOf(kind), notes: notesOn(change, place, kind) };
}

export function identityOf({ dev, ino }: Pick<Stats, "dev" | "ino">): string {
  return `${dev}:${ino}`;
}

/**
 * Makes sure that a folder, or the one it will be made in, takes changes.
 * @throws ToolError PROTECTED, READONLY
 */
export function checkWritable(store: EditStore, { path, missing }: Place): void {
  if (store.closed.some((folder) => isInside(folder, `${store.root}/${path}`))) {
    throw protectedPath(path);
  }
  const folder = parentOf(missing[0] ?? path);
  try {
    atEntry(store.root, asRepoPath(folder === "" ? "." : `${folder}/.`), (entry) =>
      accessSync(entry, constants.W_OK | constants.X_OK),
    );
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) {
      throw readFailure(store.root, path, error);
    }
    throw new ToolError(
      "READONLY",
      `The folder ${quotePath(folder === "" ? "." : folder)} takes no changes (${code}).`,
      "Leave what is in it, or ask the user to make it writable.",
      { cause: error },
    );
  }
}

function checkKind(asked: RepoPath, stat: Stats | undefined): Stats {
  const name = quotePath(asked);
  if (stat === undefined) {
    throw new ToolError(
      "NOT_FOUND",
      `There is no file ${name}.`,
      "Check the path, or search for the name.",
    );
  }
  if (stat.isDirectory()) {
    throw new ToolError("IS_DIRECTORY", `${name} is a folder.`, "Name the files in it.");
  }
  if (!stat.isFile() && !stat.isSymbolicLink()) {
    throw new ToolError(
      "NOT_A_REGULAR_FILE",
      `${name} is a pipe, socket or device.`,
      "Only regular files and links can be changed.",
    );
  }
  return stat;
}

/** What has no effect on the bytes of the file may happen to one that nobody may write to. */
function mayBeReadOnly(change: ChangeOfOld): boolean {
  return change.evenReadOnly === true || (change.op !== "delete" && change.bytes === undefined);
}

function imageOf(root: string, path: RepoPath): ReturnType<typeof findImage> {
  try {
    return findImage(root, path);
  } catch (error) {
    throw readFailure(root, path, error);
  }
}

function notesOn(change: ChangeOfOld, { path, link }: Place, stat: Stats): readonly string[] {
  const name = quotePath(path);
  const keepsLinks = change.op !== "update" || !stat.isFile() || stat.nlink === 1;
  return [
    ...(link === undefined
      ? []
      : [`${quotePath(link)} is a link; ${name}, which it leads to, was changed.`]),
    ...(keepsLinks
      ? []
      : [`${name} had ${stat.nlink - 1} more hard links; they keep the old content.`]),
  ];
}
