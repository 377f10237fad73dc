import { lstatSync, readFileSync } from "node:fs";

import {
  CannotWatch,
  type FolderEvent,
  type FolderWatches,
  openFolderWatches,
} from "./folder-watches.ts";
import { decidesListing } from "./ignore-rules.ts";
import { isLocalFileSystem } from "./local-file-system.ts";
import { nextTurn } from "./next-turn.ts";
import { readDirectorySync } from "./read-directory.ts";
import { asRepoPath, type RepoPath } from "./repo-path.ts";

interface TreeChanges {
  /** Paths that were written, created, deleted or renamed, whether or not a listing has them. */
  readonly files: ReadonlySet<RepoPath>;
  /** Something was created, deleted or renamed, or an ignore file changed: only a new listing tells what is there. */
  readonly structure: boolean;
}

export interface TreeWatch {
  /** Once true it stays so: changes may have been missed. Look at everything and open a new watch. */
  readonly broken: boolean;
  /** Afterwards every write that was finished before the call has been reported. */
  settle(): Promise<void>;
  /** What changed since the last call. */
  take(): TreeChanges;
  /** Watches these folders and no others; for the folders of a new listing. */
  follow(directories: Iterable<RepoPath>): void;
  close(): void;
}

/**
 * Watches folders for changes to what is in them; new folders below are watched as they appear. Only on Linux, and
 * only on file systems where the kernel reports every write; elsewhere, or when the system has no watches left or
 * is too slow, the answer is undefined, and stamps have to be compared instead. Two writes are never reported by
 * any kernel: through a memory map, and by another machine. The watch keeps no process alive.
 *
 * @param directories those of a listing; the root is watched always
 * @param onEvent called at most once per turn of the event loop
 */
export function watchTree(
  root: string,
  directories: Iterable<RepoPath>,
  onEvent: () => void,
): TreeWatch | undefined {
  if (!isLocalFileSystem(root)) {
    return undefined;
  }
  const watch = new InotifyWatch(root, onEvent);
  try {
    watch.follow(directories, performance.now() + maxOpenMs);
    return watch;
  } catch (error) {
    watch.close();
    if (error instanceof CannotWatch) {
      return undefined;
    }
    throw error;
  }
}

/** A folder takes about 15 µs to open, so this is some 60,000 folders, or a very busy machine. */
const maxOpenMs = 1000;

/** Folders appear by the thousand when dependencies are installed where nothing ignores them. */
const maxFolders = 60_000;

/** More changes than this are cheaper to find by looking at everything. */
const maxChanges = 20_000;

class InotifyWatch implements TreeWatch {
  broken = false;
  readonly #root: string;
  readonly #rootInode: number;
  readonly #onEvent: () => void;
  readonly #folders: FolderWatches;
  readonly #maxEventsPerTurn = Math.min(queueLength() / 4, maxChanges);
  #eventsThisTurn = 0;
  #files = new Set<RepoPath>();
  #structure = false;

  constructor(root: string, onEvent: () => void) {
    this.#root = root;
    this.#rootInode = lstatSync(root).ino;
    this.#onEvent = onEvent;
    this.#folders = openFolderWatches(
      root,
      (event) => this.#note(event),
      () => this.#break(),
    );
  }

  async settle(): Promise<void> {
    // The first turn may already have read the kernel's queue when the call came; the second reads all of it.
    await nextTurn();
    await nextTurn();
  }

  take(): TreeChanges {
    const changes = { files: this.#files, structure: this.#structure };
    this.#files = new Set();
    this.#structure = false;
    return changes;
  }

  follow(directories: Iterable<RepoPath>, deadlineMs = Infinity): void {
    if (this.broken) {
      return;
    }
    const wanted = new Set([asRepoPath(""), ...directories]);
    for (const folder of this.#folders.paths()) {
      if (!wanted.has(folder)) {
        this.#folders.remove(folder);
      }
    }
    for (const folder of wanted) {
      this.#folders.add(folder);
      if (performance.now() > deadlineMs) {
        throw new CannotWatch();
      }
    }
  }

  close(): void {
    this.#folders.close();
  }

  #note({ folder, type, name }: FolderEvent): void {
    this.#countEvent();
    const path = asRepoPath(folder === "" ? name : `${folder}/${name}`);
    this.#files.add(path);
    if (type === "rename") {
      this.#structure = true;
      this.#renew(path);
    } else if (decidesListing(path)) {
      this.#structure = true;
    }
    if (
      this.#files.size > maxChanges ||
      (folder === "" && type === "rename" && !this.#rootStands())
    ) {
      this.#break();
    }
  }

  /**
   * libuv throws away the kernel's word that its queue overflowed (uv__inotify_read skips descriptor -1). It reads
   * the whole queue in one turn, though, so a turn with many events is taken for an overflow long before one.
   */
  #countEvent(): void {
    if (this.#eventsThisTurn === 0) {
      setImmediate(() => {
        this.#eventsThisTurn = 0;
        this.#onEvent();
      });
    }
    this.#eventsThisTurn += 1;
    if (this.#eventsThisTurn > this.#maxEventsPerTurn) {
      this.#break();
    }
  }

  /** A watch belongs to a folder, not to its path: whatever now has the path is watched anew, with all below it. */
  #renew(path: RepoPath): void {
    if (this.#folders.has(path)) {
      this.#folders.removeTree(path);
    }
    const pending = [path];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      // Watched first and read then, so that what appears in between is met by one of the two.
      if (!isGits(folder) && this.#addNew(folder)) {
        pending.push(...subfolders(this.#root, folder));
      }
    }
  }

  #addNew(folder: RepoPath): boolean {
    try {
      return this.#folders.size < maxFolders ? this.#folders.add(folder) : this.#break();
    } catch (error) {
      if (error instanceof CannotWatch) {
        return this.#break();
      }
      throw error;
    }
  }

  #rootStands(): boolean {
    return lstatSync(this.#root, { throwIfNoEntry: false })?.ino === this.#rootInode;
  }

  #break(): false {
    this.broken = true;
    this.#structure = true;
    this.#files.clear();
    this.#folders.close();
    return false;
  }
}

function isGits(folder: RepoPath): boolean {
  return folder.slice(folder.lastIndexOf("/") + 1).toLowerCase() === ".git";
}

function subfolders(root: string, folder: RepoPath): RepoPath[] {
  try {
    const { entries } = readDirectorySync(root, folder);
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => asRepoPath(`${folder}/${name}`));
  } catch {
    // It went again, or cannot be read: then a listing has nothing in it either.
    return [];
  }
}

/** How many events the kernel keeps for us; 16384 unless someone changed it. */
function queueLength(): number {
  try {
    return Number(readFileSync("/proc/sys/fs/inotify/max_queued_events", "latin1")) || 16_384;
  } catch {
    // Not every container shows it.
    return 16_384;
  }
}
