import { closeSync, readSync } from "node:fs";

import { ToolError } from "../errors.ts";
import { type Held, holdInside, openHeld } from "./hold-inside.ts";
import { hasProtectedSegment } from "./protected-segment.ts";
import { quotePath } from "./quote-path.ts";
import { readFailure } from "./read-failure.ts";
import type { RepoPath } from "./repo-path.ts";
import { protectedPath } from "./resolve-inside.ts";
import { type Stamp, stampOf } from "./stamp.ts";

export interface ReadOptions {
  /** The most bytes to read, from the beginning. */
  readonly maxBytes: number;
  /** Read into this buffer instead of a new one; its length is a cap, too. */
  readonly into?: Buffer;
}

export interface FileBytes {
  /** From the beginning of the file; a part of `into` if that was given. */
  readonly bytes: Buffer;
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** Whether `bytes` is less than the file. */
  readonly truncated: boolean;
  /** Taken before the bytes, so that a write during the reading shows as a change later. */
  readonly stamp: Stamp;
}

/**
 * Reads a file inside the root. Links are followed as long as they stay inside, also when they are swapped while
 * we look. A FIFO, socket or device is never opened. It is synchronous because it is called in threads for
 * thousands of files, where one await costs more than the reading.
 *
 * @throws ToolError NOT_FOUND, IS_DIRECTORY, NOT_A_REGULAR_FILE, FILE_NOT_READABLE, PATH_ESCAPE,
 * PROTECTED, ROOT_GONE
 */
export function readInsideSync(root: string, path: RepoPath, options: ReadOptions): FileBytes {
  let held: Held | undefined;
  try {
    held = holdInside(root, path);
    checkReadable(held, path);
    return readHeld(held, options);
  } catch (error) {
    throw readFailure(root, path, error);
  } finally {
    held?.release();
  }
}

function checkReadable(held: Held, path: RepoPath): void {
  if (held.stat.isDirectory()) {
    throw new ToolError("IS_DIRECTORY", `${quotePath(path)} is a folder.`, "Name a file in it.");
  }
  if (!held.stat.isFile()) {
    throw new ToolError(
      "NOT_A_REGULAR_FILE",
      `${quotePath(path)} is a pipe, socket or device.`,
      "Only regular files can be read.",
    );
  }
  if (hasProtectedSegment(held.realPath)) {
    throw protectedPath(path);
  }
}

function readHeld(held: Held, { maxBytes, into }: ReadOptions): FileBytes {
  const stamp = stampOf(held.stat);
  const wanted = Math.min(stamp.size, maxBytes, into?.length ?? maxBytes);
  const buffer = into ?? Buffer.allocUnsafe(wanted);
  const descriptor = openHeld(held);
  try {
    const bytes = buffer.subarray(0, fill(descriptor, buffer, wanted));
    const truncated = stamp.size > wanted;
    return { bytes, size: truncated ? stamp.size : bytes.length, truncated, stamp };
  } finally {
    closeSync(descriptor);
  }
}

/** A read may bring less than asked for. */
function fill(descriptor: number, buffer: Buffer, wanted: number): number {
  let filled = 0;
  while (filled < wanted) {
    const got = readSync(descriptor, buffer, filled, wanted - filled, filled);
    if (got === 0) {
      break;
    }
    filled += got;
  }
  return filled;
}
