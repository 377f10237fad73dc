import { createHash, hash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
} from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { systemCode } from "../workspace/system-code.ts";

/** What a file is, as far as an edit changes it. */
export interface Image {
  readonly kind: "file" | "link";
  /** SHA-256, in hex, of its bytes, or of the path a link holds. */
  readonly sha: string;
  /** Permission bits, at most 07777. */
  readonly mode: number;
  /** In bytes. */
  readonly size: number;
}

/** What lies at a path: a file or link, something that is neither (a folder, a pipe), or nothing. */
export type Found = Image | "other" | undefined;

/** Reads what lies at a path itself; a link is not followed, and nothing but a regular file is opened. */
export function readImage(entry: string): Found {
  const stat = lstatSync(entry, { throwIfNoEntry: false });
  if (stat === undefined) {
    return undefined;
  }
  if (stat.isSymbolicLink()) {
    return linkImage(readlinkSync(entry, "buffer"));
  }
  if (!stat.isFile()) {
    return "other";
  }
  const descriptor = openEntry(entry);
  try {
    return imageOfOpen(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** As `readImage`, for a path that may lie in a folder that is not there. */
export function findImage(root: string, path: RepoPath): Found {
  try {
    return atEntry(root, path, readImage);
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      return undefined;
    }
    throw error;
  }
}

/** Opens a regular file for reading; a pipe that took its place does not block, a link is not followed. */
export function openEntry(entry: string): number {
  return openSync(entry, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
}

export function imageOfOpen(descriptor: number): Image {
  const stat = fstatSync(descriptor);
  return { kind: "file", sha: shaOfOpen(descriptor), mode: modeOf(stat), size: stat.size };
}

function linkImage(target: Buffer): Image {
  return { kind: "link", sha: shaOf(target), mode: 0o777, size: target.length };
}

export function shaOf(bytes: Buffer): string {
  return hash("sha256", bytes, "hex");
}

export function modeOf(stat: Pick<Stats, "mode">): number {
  return stat.mode & 0o7777;
}

/** Whether two names lead to one file. */
export function isSameFile(
  a: Pick<Stats, "ino" | "dev"> | undefined,
  b: Pick<Stats, "ino" | "dev"> | undefined,
): boolean {
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/** Whether both are the same bytes of the same kind. */
export function sameContent(a: Found, b: Image): boolean {
  return typeof a === "object" && a.kind === b.kind && a.sha === b.sha;
}

/** Whether both are the same bytes with the same permissions. */
export function sameImage(a: Found, b: Image): boolean {
  return typeof a === "object" && sameContent(a, b) && a.mode === b.mode;
}

const chunkBytes = 1024 * 1024;

/** Reads from the beginning, wherever the descriptor stands. */
function shaOfOpen(descriptor: number): string {
  const sum = createHash("sha256");
  const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, fstatSync(descriptor).size + 1));
  let at = 0;
  for (;;) {
    const got = readSync(descriptor, chunk, 0, chunk.length, at);
    if (got === 0) {
      return sum.digest("hex");
    }
    sum.update(chunk.subarray(0, got));
    at += got;
  }
}
