import { statfsSync } from "node:fs";

/**
 * Whether a path lies on a Linux file system that only this machine writes to, and that keeps the usual promises:
 * inotify reports every write, and a directory counts its subdirectories as links (or, as on Btrfs, does not count).
 * Network, shared and user-space file systems do not: others write to them without our kernel seeing it.
 */
export function isLocalFileSystem(path: string): boolean {
  return process.platform === "linux" && localTypes.has(typeOf(path));
}

function typeOf(path: string): number {
  try {
    return statfsSync(path).type;
  } catch {
    // It is gone, or nobody may ask: nothing is promised then.
    return 0;
  }
}

/** From include/uapi/linux/magic.h; ZFS and bcachefs from their own sources. */
const localTypes: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x9123683e, // btrfs
  0x58465342, // xfs
  0x01021994, // tmpfs
  0x858458f6, // ramfs
  0x794c7630, // overlayfs
  0x2fc12fc1, // zfs
  0xf2f52010, // f2fs
  0xca451a4e, // bcachefs
]);
