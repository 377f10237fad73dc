import { closeSync, constants, openSync, writeSync } from "node:fs";

/** A file that gets everything a program writes, up to a limit. */
export interface Spill {
  write(chunk: Buffer): void;
  close(): void;
}

/**
 * Makes the file, which must not exist yet: what somebody put there beforehand, a link most of all, is refused with
 * EEXIST. Writing is synchronous, so that what is yet to be written never piles up in memory. A full disk ends the file,
 * not the run.
 */
export function openSpill(file: string, maxBytes: number): Spill {
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = constants;
  const descriptor = openSync(file, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600);
  let left = maxBytes;
  return {
    write(chunk) {
      const part = chunk.subarray(0, left);
      if (part.length > 0) {
        left = tryToWrite(descriptor, part) ? left - part.length : 0;
      }
    },
    close: () => closeSync(descriptor),
  };
}

function tryToWrite(descriptor: number, bytes: Buffer): boolean {
  try {
    return writeSync(descriptor, bytes) === bytes.length;
  } catch {
    // The disk is full or gone; both ends of the output are still in memory.
    return false;
  }
}
