import { lstatSync, renameSync } from "node:fs";

import { systemCode } from "../workspace/system-code.ts";
import { linked } from "./back-up.ts";
import { copyLink } from "./copy-entry.ts";

/**
 * Gives a file or link a place where nothing is; it keeps its own name as well, if the file system has hard links.
 * Without them there is a moment in which a file that someone else makes there would be lost.
 *
 * @returns false when something is there
 */
export function placeNew(from: string, to: string): boolean {
  try {
    if (lstatSync(from).isSymbolicLink()) {
      copyLink(from, to);
    } else if (!linked(from, to)) {
      if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) {
        return false;
      }
      renameOver(from, to);
    }
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") {
      return false;
    }
    throw error;
  }
}

/**
 * As `placeNew`, for what is to come back: on a full disk, where not even a name can be made, the file moves there
 * from its own.
 */
export function placeBack(from: string, to: string): boolean {
  try {
    return placeNew(from, to);
  } catch (error) {
    if (!isFull(error)) {
      throw error;
    }
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) {
      return false;
    }
    renameOver(from, to);
    return true;
  }
}

export function isFull(error: unknown): boolean {
  return full.has(systemCode(error) ?? "");
}

const full: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

/** Renames, and tries again on Windows, where it fails while anybody (a virus scanner, too) has one of both open. */
export function renameOver(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (
        process.platform !== "win32" ||
        attempt > attempts ||
        !busy.has(systemCode(error) ?? "")
      ) {
        throw error;
      }
      // Nothing else may happen between the swaps, so the thread sleeps.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 10);
    }
  }
}

const attempts = 10;
const busy: ReadonlySet<string> = new Set(["EPERM", "EACCES", "EBUSY"]);
