import { closeSync, fsync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";

import type { EditStore } from "./edit-store.ts";

type Durable = Pick<EditStore, "durability" | "onStep">;

const fsyncAsync = promisify(fsync);

/** Waits until what was written to these files is on the disk, and closes them. */
export async function syncAndClose(
  { durability }: Durable,
  descriptors: readonly number[],
): Promise<void> {
  try {
    if (durability === "disk") {
      await Promise.all(descriptors.map(async (descriptor) => await fsyncAsync(descriptor)));
    }
  } finally {
    descriptors.forEach(closeSync);
  }
}

/** Waits until the names in a folder are on the disk; Windows has no way to, and needs none. */
export async function syncFolder(store: Durable, folder: string): Promise<void> {
  if (store.durability === "disk" && process.platform !== "win32") {
    await syncAndClose(store, [openSync(folder, "r")]);
  }
}

/** Writes a file of ours so that it is there as a whole or not at all, whatever happens. */
export async function writeWhole(store: Durable, file: string, text: string): Promise<void> {
  const draft = `${file}.tmp`;
  store.onStep(`write ${draft}`);
  const descriptor = openSync(draft, "w", 0o600);
  try {
    writeFully(descriptor, Buffer.from(text));
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  await syncAndClose(store, [descriptor]);
  store.onStep(`rename ${draft}`);
  renameSync(draft, file);
  await syncFolder(store, dirname(file));
}

/** A write may take less than it is given, on a disk that fills up without an error even. */
export function writeFully(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) {
    at += writeSync(descriptor, bytes, at);
  }
}
