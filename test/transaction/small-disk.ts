import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { join } from "node:path";

/** Programs that are not on every system; what needs them is left out there. */
const programs = { mount: "mount", unmount: "umount" } as const;

export interface SmallDisk {
  readonly folder: string;
  /** Whether it could be done: there is never less room than is taken. */
  resize(room: Room): boolean;
  setReadOnly(isReadOnly: boolean): void;
  unmount(): void;
}

export interface Room {
  readonly bytes: number;
  /** Files, folders and links. */
  readonly names: number;
}

/**
 * Mounts a small file system in memory, where this user may: on Linux, as root.
 * @param folder if not given, a new one
 */
export function mountSmallDisk(
  room: Room,
  folder = mkdtempSync(join("/tmp", "small-")),
): SmallDisk | undefined {
  const options = `${optionsOf(room)},mode=755`;
  const args = ["-t", "tmpfs", "-o", options, "tmpfs", folder];
  if (spawnSync(programs.mount, args).status !== 0) {
    return undefined;
  }
  const remount = (what: string): boolean =>
    spawnSync(programs.mount, ["-o", `remount,${what}`, folder]).status === 0;
  return {
    folder,
    resize: (now) => remount(optionsOf(now)),
    setReadOnly(isReadOnly) {
      remount(isReadOnly ? "ro" : "rw");
    },
    unmount() {
      execFileSync(programs.unmount, [folder]);
      rmdirSync(folder);
    },
  };
}

function optionsOf({ bytes, names }: Room): string {
  return `size=${bytes},nr_inodes=${names}`;
}
