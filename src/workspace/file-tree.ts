import type { ListedFile, Listing } from "./listing.ts";
import type { RepoPath } from "./repo-path.ts";
import { isRacy, sameStamp, stampOfAbsolute, stampPath, type Stamp } from "./stamp.ts";
import { sweepDirectories, sweepStamps } from "./sweep.ts";
import type { TreeWatch } from "./watch-tree.ts";

/** The files of the repository as they were on disk when the answer began. */
export interface TreeState {
  readonly files: ReadonlyMap<RepoPath, ListedFile>;
  readonly via: Listing["via"];
  readonly notes: readonly string[];
  /** Grows whenever a file appeared, changed or went. */
  readonly generation: number;
}

export interface FileTree {
  /** The state that holds every write finished before the call. Calls must not overlap. */
  refresh(signal: AbortSignal): Promise<TreeState>;
  /** How changes are noticed: `watch` costs nothing per answer, `sweep` looks at every file's stamp. */
  method(): "watch" | "sweep";
  close(): void;
}

export interface FileTreeOptions {
  readonly root: string;
  list(signal: AbortSignal): Promise<Listing>;
  /** Watches the folders, where the platform reports every write; else undefined. */
  watch(directories: readonly RepoPath[]): TreeWatch | undefined;
  /** Absolute paths of files outside the listing that decide what is listed: git's index, exclude files. */
  deciders(): readonly string[];
}

/** Opens a view on the files that keeps itself fresh. Nothing is read before the first `refresh`. */
export function openFileTree(options: FileTreeOptions): FileTree {
  /** Replaced when something changes, so that an answer under way keeps the one it began with. */
  let files = new Map<RepoPath, ListedFile>();
  let handedOut = false;
  let listing: Listing | undefined;
  let directoryStamps = new Map<RepoPath, Stamp>();
  let deciderStamps: readonly (Stamp | undefined)[] = [];
  let watch: TreeWatch | undefined;
  let generation = 0;
  /** What changes between the listing and the opening of the watch, the watch does not see: the next refresh sweeps. */
  let gap = false;
  /** A folder was written so shortly before or during the listing that its stamp tells nothing. */
  let unsure = false;

  async function relist(signal: AbortSignal): Promise<void> {
    const startMs = Date.now();
    const before = stampsOfAll(options.deciders());
    const fresh = await options.list(signal);
    // The first listing finds out what decides; after that, stamps from before the listing miss no change during it.
    deciderStamps = before.length > 0 ? before : stampsOfAll(options.deciders());
    listing = fresh;
    files = new Map(fresh.files.map((file) => [file.path, file]));
    generation += 1;
    if (watch === undefined || watch.broken) {
      watch?.close();
      watch = options.watch(fresh.directories);
      gap = watch !== undefined;
    } else {
      watch.follow(fresh.directories);
      gap = false;
    }
    directoryStamps =
      watch === undefined || gap ? stampsOf(options.root, fresh.directories) : new Map();
    unsure = [...directoryStamps.values()].some((stamp) => isRacy(stamp, startMs));
  }

  async function update(signal: AbortSignal): Promise<TreeState> {
    signal.throwIfAborted();
    if (listing === undefined || decidersChanged() || (await structureChanged())) {
      await relist(signal);
    }
    handedOut = true;
    return { files, via: listing?.via ?? "walk", notes: listing?.notes ?? [], generation };
  }

  function decidersChanged(): boolean {
    const now = stampsOfAll(options.deciders());
    return (
      now.length !== deciderStamps.length ||
      now.some((stamp, index) => !same(stamp, deciderStamps[index]))
    );
  }

  /** Takes changed files in; true when files may have come or gone, so that only a new listing tells. */
  async function structureChanged(): Promise<boolean> {
    if (watch === undefined || watch.broken) {
      return watch?.broken === true || sweepAll();
    }
    await watch.settle();
    const changes = watch.take();
    if (watch.broken || changes.structure) {
      return true;
    }
    if (gap) {
      gap = false;
      return sweepAll();
    }
    return [...changes.files].some((path) => !restamp(path, stampPath(options.root, path)));
  }

  function sweepAll(): boolean {
    return unsure || sweepDirectories(options.root, directoryStamps) || sweepFiles();
  }

  function sweepFiles(): boolean {
    const { changed, gone } = sweepStamps(options.root, stampEntries());
    changed.forEach((stamp, path) => restamp(path, stamp));
    return gone.length > 0;
  }

  function* stampEntries(): Iterable<readonly [RepoPath, Stamp]> {
    for (const file of files.values()) {
      yield [file.path, file.stamp];
    }
  }

  /** False when the file is gone. */
  function restamp(path: RepoPath, stamp: Stamp | undefined): boolean {
    const known = files.get(path);
    if (known === undefined) {
      return true;
    }
    if (stamp !== undefined && !sameStamp(known.stamp, stamp)) {
      if (handedOut) {
        files = new Map(files);
        handedOut = false;
      }
      files.set(path, { path, stamp });
      generation += 1;
    }
    return stamp !== undefined;
  }

  return {
    refresh: update,
    method: () => (watch === undefined || watch.broken ? "sweep" : "watch"),
    close() {
      watch?.close();
      watch = undefined;
    },
  };
}

function stampsOfAll(paths: readonly string[]): (Stamp | undefined)[] {
  return paths.map(stampOfAbsolute);
}

function stampsOf(root: string, paths: readonly RepoPath[]): Map<RepoPath, Stamp> {
  const stamps = new Map<RepoPath, Stamp>();
  for (const path of paths) {
    const stamp = stampPath(root, path);
    if (stamp !== undefined) {
      stamps.set(path, stamp);
    }
  }
  return stamps;
}

function same(a: Stamp | undefined, b: Stamp | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameStamp(a, b);
}
