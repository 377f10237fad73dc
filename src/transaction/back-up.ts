import { closeSync, fchmodSync, fchownSync, linkSync } from "node:fs";

import { systemCode } from "../workspace/system-code.ts";
import { Conflict } from "./conflict.ts";
import { copyFile, copyLink } from "./copy-entry.ts";
import { type Image, imageOfOpen } from "./image.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/**
 * Secures what lies at an entry under a second name. Where that works it costs nothing, and whoever still writes
 * into the old file writes into the backup.
 *
 * @returns files that are to be brought to the disk and closed
 * @throws Conflict when a copy had to be made, and is not what it should be
 */
export function backUp(
  entry: string,
  backup: string,
  { path, pre }: { readonly path: RepoPath; readonly pre: Image },
): readonly number[] {
  if (pre.kind === "link") {
    copyLink(entry, backup);
    return [];
  }
  if (linked(entry, backup)) {
    return [];
  }
  const copy = copyFile(entry, backup);
  try {
    fchmodSync(copy, pre.mode);
    if (imageOfOpen(copy).sha !== pre.sha) {
      throw new Conflict(path, "was changed while the edit was prepared");
    }
    return [copy];
  } catch (error) {
    closeSync(copy);
    throw error;
  }
}

/** Gives a file a second name; false where the file system cannot. */
export function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (noLinks.has(systemCode(error) ?? "")) {
      return false;
    }
    throw error;
  }
}

/** What file systems without hard links answer, or ours for a file on another one or a file of someone else. */
const noLinks: ReadonlySet<string> = new Set([
  "EXDEV",
  "EPERM",
  "EMLINK",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
]);

/** Gives an open file to whom its predecessor belonged. @returns whether it is theirs now */
export function keepOwner(
  descriptor: number,
  now: { readonly uid: number; readonly gid: number },
  before: { readonly uid: number; readonly gid: number },
): boolean {
  if (now.uid === before.uid && now.gid === before.gid) {
    return true;
  }
  try {
    fchownSync(descriptor, before.uid, before.gid);
    return true;
  } catch {
    // Only root may give files away.
    return false;
  }
}
