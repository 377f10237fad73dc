import { ToolError } from "../errors.ts";
import { foldersOn } from "../transaction/folders.ts";
import { foldsCase } from "../transaction/folds-case.ts";
import { isInside } from "../workspace/is-inside.ts";
import { locateInside, type Place } from "../workspace/locate-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { protectedPath } from "../workspace/resolve-inside.ts";
import { type Entry, entryOnDisk } from "./entry.ts";
import type { PatchSource } from "./patch-source.ts";

/** One path while a patch is being planned. No link is on the way to it. */
export interface Slot {
  readonly path: RepoPath;
  readonly before: Entry | undefined;
  /** What lies there on disk and is neither file nor link. */
  readonly other: "folder" | "pipe" | undefined;
  now: Entry | undefined;
  /** What was there before has gone. */
  left: boolean;
  /** What is there now came as a whole: created, moved or copied. */
  arrived: boolean;
  /** The operation that touched it last. */
  operation: number;
}

export interface Found {
  readonly slot: Slot;
  /** The path as it was asked for, links on the way resolved; on a disk that folds case, the slot's may differ. */
  readonly path: RepoPath;
  /** The path asked for, if it is a link that was followed. */
  readonly link?: RepoPath;
}

export interface LookOptions {
  /** Whether a link at the path itself is followed. */
  readonly follow: boolean;
  /** Paths that later operations will empty, and so may be folders by then. */
  readonly leaving?: ReadonlySet<RepoPath>;
}

/** The tree as the operations done so far would leave it. */
export interface VirtualTree {
  /** @throws ToolError PATH_ESCAPE, PROTECTED, NOT_A_FOLDER, and as `locateInside` */
  look(path: RepoPath, options: LookOptions): Found;
  /** A path of its own for another spelling of one that is there. */
  respell(path: RepoPath): Slot;
  /** Every path looked at, in this order. */
  slots(): readonly Slot[];
}

/** @param strict whether no path may go through a link, as git has it */
export function openVirtualTree(source: PatchSource, strict: boolean): VirtualTree {
  const slots = new Map<RepoPath, Slot>();
  const findTwin = twinFinder(source.root);

  function slotAt(place: Place): Slot {
    const known = slots.get(place.path);
    if (known !== undefined) {
      return known;
    }
    checkOpen(source, place.path);
    const fresh = newSlot(source.root, place);
    const slot = findTwin(place, fresh);
    slots.set(place.path, slot);
    return slot;
  }

  function look(path: RepoPath, { follow, leaving }: LookOptions): Found {
    checkWay(slots, path);
    const gone = new Set(
      foldersOn(path).filter((on) => leaving?.has(on) === true || isGone(slots.get(on))),
    );
    const place = locateInside(source.root, path, { follow: false, leaving: gone });
    if (strict && place.path !== path) {
      throw behindLink(path, place.path);
    }
    const slot = slotAt(place);
    if (!follow || slot.now?.kind !== "link") {
      return { slot, path: place.path };
    }
    if (slot.arrived) {
      throw throughNewLink(path, slot.path);
    }
    const target = locateInside(source.root, path, { follow: true, leaving: gone });
    return { slot: slotAt(target), path: target.path, link: path };
  }

  function respell(path: RepoPath): Slot {
    const slot = newSlot(source.root, { path, stat: undefined, missing: [] });
    slots.set(path, slot);
    return slot;
  }

  return { look, respell, slots: () => [...new Set(slots.values())] };
}

/** On disks that fold case, two spellings are one file and lead to one inode. So do hard links, whose names differ. */
function twinFinder(root: string): (place: Place, fresh: Slot) => Slot {
  const twins = new Map<string, Slot>();
  return ({ path, stat }, fresh) => {
    if (stat === undefined) {
      return fresh;
    }
    const key = `${stat.dev}:${stat.ino}:${path.normalize().toLowerCase()}`;
    const twin = twins.get(key);
    if (twin !== undefined && foldsCase({ base: root })) {
      return twin;
    }
    twins.set(key, fresh);
    return fresh;
  };
}

function newSlot(root: string, { path, stat }: Place): Slot {
  const before = stat && entryOnDisk(root, path, stat);
  const other =
    stat === undefined || before !== undefined ? undefined : stat.isDirectory() ? "folder" : "pipe";
  return { path, before, other, now: before, left: false, arrived: false, operation: 0 };
}

function isGone(slot: Slot | undefined): boolean {
  return slot?.before !== undefined && slot.now === undefined;
}

/**
 * What the patch itself puts on the way is not on disk yet, where `locateInside` looks. A file that takes a folder's
 * place may come before what is in the folder goes.
 */
function checkWay(slots: ReadonlyMap<RepoPath, Slot>, path: RepoPath): void {
  for (const folder of foldersOn(path)) {
    const slot = slots.get(folder);
    if (slot?.arrived === true && slot.now !== undefined && slot.other !== "folder") {
      throw slot.now.kind === "link" ? throughNewLink(path, folder) : inFile(path, folder);
    }
  }
}

function checkOpen({ root, closed = [] }: PatchSource, path: RepoPath): void {
  if (closed.some((folder) => isInside(folder, `${root}/${path}`))) {
    throw protectedPath(path);
  }
}

function behindLink(path: RepoPath, real: RepoPath): ToolError {
  return new ToolError(
    "PATH_ESCAPE",
    `${quotePath(path)} lies behind a link, where git has no files.`,
    `Name the file where it really lies: ${quotePath(real)}.`,
  );
}

function throughNewLink(path: RepoPath, link: RepoPath): ToolError {
  return new ToolError(
    "PATH_ESCAPE",
    `${quotePath(path)} would be reached through ${quotePath(link)}, a link that the patch itself makes.`,
    "Name the file where it really lies.",
  );
}

function inFile(path: RepoPath, folder: RepoPath): ToolError {
  return new ToolError(
    "NOT_A_FOLDER",
    `${quotePath(path)} would lie in ${quotePath(folder)}, which the patch makes a file.`,
    "Choose another path for one of them.",
  );
}
