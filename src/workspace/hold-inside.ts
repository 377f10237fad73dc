import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  type Stats,
} from "node:fs";
import { sep } from "node:path";

/** Something inside the root that stays the same thing however the tree changes, until it is let go. */
export interface Held {
  readonly stat: Stats;
  /** A path that leads to exactly this thing, for opening or listing it. */
  readonly door: string;
  /** Where it really lies, relative to the root, `/`-separated; `""` is the root. */
  readonly realPath: string;
  /** To be called once. */
  release(): void;
}

/** It exists, but somewhere else: a link on the way leads outside, or it moved while we looked. */
export class OutsideRoot extends Error {}

/**
 * Takes hold of what a path leads to, links included, and makes sure that it lies inside the root.
 * Nothing is opened for reading yet, so that a FIFO does not block and a device is not started.
 *
 * On Linux a descriptor is taken first and asked afterwards where it is: no swap can come between. Elsewhere the
 * real path is worked out, and `openHeld` compares what it opened.
 *
 * @throws OutsideRoot, and whatever the file system says
 */
export function holdInside(root: string, path: string): Held {
  const absolute = path === "" ? root : root.endsWith(sep) ? root + path : `${root}/${path}`;
  procWorks ??= process.platform === "linux" && existsSync("/proc/self/fd");
  return procWorks ? holdByDescriptor(root, absolute) : holdByRealPath(root, absolute);
}

/**
 * Opens a held regular file for reading.
 *
 * @returns a descriptor, to be closed by the caller
 */
export function openHeld(held: Held): number {
  const descriptor = openSync(
    held.door,
    constants.O_RDONLY | constants.O_NONBLOCK | (procWorks ? 0 : constants.O_NOFOLLOW),
  );
  if (!procWorks) {
    const opened = fstatSync(descriptor);
    if (
      opened.ino !== held.stat.ino ||
      opened.dev !== held.stat.dev ||
      realpathSync.native(held.door) !== held.door
    ) {
      closeSync(descriptor);
      throw new OutsideRoot();
    }
  }
  return descriptor;
}

let procWorks: boolean | undefined;

/** Linux, all architectures Node runs on (include/uapi/asm-generic/fcntl.h); Node does not export it. */
const O_PATH = 0o10000000;

function holdByDescriptor(root: string, absolute: string): Held {
  // O_NONBLOCK is for a kernel that does not know O_PATH and opens for reading.
  const descriptor = openSync(absolute, O_PATH | constants.O_NONBLOCK);
  try {
    const door = `/proc/self/fd/${descriptor}`;
    const realPath = insideOf(root, readlinkSync(door));
    return { stat: fstatSync(descriptor), door, realPath, release: () => closeSync(descriptor) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function holdByRealPath(root: string, absolute: string): Held {
  const door = realpathSync.native(absolute);
  const realPath = insideOf(root, door);
  return { stat: lstatSync(door), door, realPath, release: () => undefined };
}

function insideOf(root: string, real: string): string {
  if (real === root) {
    return "";
  }
  const prefix = root.endsWith(sep) ? root : root + sep;
  if (!real.startsWith(prefix)) {
    throw new OutsideRoot();
  }
  const inside = real.slice(prefix.length);
  return sep === "/" ? inside : inside.replaceAll(sep, "/");
}
