import { closeSync, openSync, readlinkSync, readSync, symlinkSync } from "node:fs";

import { writeFully } from "./durable.ts";
import { openEntry } from "./image.ts";

/**
 * Copies a regular file to a new one.
 * @returns the new file, open for writing
 */
export function copyFile(from: string, to: string): number {
  const source = openEntry(from);
  try {
    return copyOpen(source, to);
  } finally {
    closeSync(source);
  }
}

/** As `copyFile`, from the beginning of an open file. */
export function copyOpen(source: number, to: string): number {
  const target = openSync(to, "wx+", 0o600);
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    for (let at = 0; ;) {
      const got = readSync(source, chunk, 0, chunk.length, at);
      if (got === 0) {
        return target;
      }
      writeFully(target, chunk.subarray(0, got));
      at += got;
    }
  } catch (error) {
    closeSync(target);
    throw error;
  }
}

/** Makes a link that holds the same path, whatever it leads to. */
export function copyLink(from: string, to: string): void {
  symlinkSync(readlinkSync(from, "buffer"), to);
}

const chunkBytes = 256 * 1024;
