import { type FSWatcher, lstatSync, watch } from "node:fs";

import { isLocalFileSystem } from "./local-file-system.ts";
import type { RepoPath } from "./repo-path.ts";
import { systemCode } from "./system-code.ts";

export interface FolderEvent {
  readonly folder: RepoPath;
  /** `rename` is anything but a change of content or attributes. */
  readonly type: "rename" | "change";
  /** Of the entry of the folder, or of the folder itself. */
  readonly name: string;
}

/** One inotify watch per folder. */
export interface FolderWatches {
  readonly size: number;
  has(folder: RepoPath): boolean;
  /** False when there is no such folder, or it is watched already. */
  add(folder: RepoPath): boolean;
  remove(folder: RepoPath): void;
  /** Removes the folder and all below it. */
  removeTree(folder: RepoPath): void;
  paths(): Iterable<RepoPath>;
  close(): void;
}

/** The system has no watches left, or the folder lies on a file system that reports no writes. */
export class CannotWatch extends Error {}

/**
 * @param onEvent called within the turn of the event loop in which the kernel's queue is read
 * @param onFailure called when events may have been lost
 */
export function openFolderWatches(
  root: string,
  onEvent: (event: FolderEvent) => void,
  onFailure: () => void,
): FolderWatches {
  const watchers = new Map<RepoPath, FSWatcher>();
  const reporting = new Map<number, boolean>();

  function add(folder: RepoPath): boolean {
    const path = folder === "" ? root : `${root}/${folder}`;
    const stat = watchers.has(folder) ? undefined : lstatSync(path, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) {
      return false;
    }
    if (!isReporting(stat.dev, path)) {
      throw new CannotWatch();
    }
    const watcher = open(path);
    if (watcher === undefined) {
      return false;
    }
    watcher.on("change", (type: "rename" | "change", name) => {
      if (typeof name === "string") {
        onEvent({ folder, type, name });
      } else {
        onFailure();
      }
    });
    watcher.on("error", onFailure);
    watchers.set(folder, watcher);
    return true;
  }

  /** Folders of one device share a file system; a mount inside the root can be another. */
  function isReporting(device: number, path: string): boolean {
    const known = reporting.get(device) ?? isLocalFileSystem(path);
    reporting.set(device, known);
    return known;
  }

  function remove(folder: RepoPath): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  return {
    get size() {
      return watchers.size;
    },
    has: (folder) => watchers.has(folder),
    add,
    remove,
    removeTree(folder) {
      for (const path of watchers.keys()) {
        if (path === folder || path.startsWith(`${folder}/`)) {
          remove(path);
        }
      }
    },
    paths: () => watchers.keys(),
    close() {
      for (const watcher of watchers.values()) {
        watcher.close();
      }
      watchers.clear();
    },
  };
}

function open(path: string): FSWatcher | undefined {
  try {
    return watch(path, { persistent: false });
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") {
      return undefined;
    }
    // ENOSPC, EMFILE, EACCES: what happens in this folder would go unseen.
    throw new CannotWatch("", { cause: error });
  }
}
