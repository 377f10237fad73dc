import { mkdirSync, mkdtempSync, realpathSync, rmSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { ListedFile } from "../workspace/listing.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { isRacy, stampPath } from "../workspace/stamp.ts";
import type { BaseState } from "./base-state.ts";
import { type CopyEntry, planCopy } from "./copy-plan.ts";
import { sweepCopies } from "./sweep-copies.ts";
import { writeEntry } from "./write-entry.ts";

/** A folder that looks like the repository did in an earlier state. */
export interface BaseCopy {
  /** Absolute and real. */
  readonly root: string;
  /**
   * Makes it look like a state. Only what differs from what it holds is written.
   * @returns its files, and whether links came or went, which engines are not told of
   */
  bring(
    state: BaseState,
    tree: TreeState,
    task: Task,
  ): Promise<{ readonly tree: TreeState; readonly relinked: boolean }>;
  remove(): void;
}

/**
 * Makes an empty copy. Engines check it like any repository, so that the base is checked by the same code as the present.
 *
 * The other way was to show the base's texts to the running engine in place. It cannot make a file go away that was added,
 * nor a configuration, and pyright finds no modules that are open but on no disk; each makes errors that were not there,
 * or hides some. And whoever else asks the engine meanwhile has to wait. What a copy costs is small beside the check, which
 * is the same either way: for zod (670 files, 12 projects) 0.4 s of processor time once and 20 ms when it is used again, of
 * 8.8 s in all for the first answer about 46 files and 0.2 s for the next, because the second server stays warm.
 *
 * @param home absolute; copies of other sessions lie in it, too
 * @param isRead whether an engine reads a file; others are linked
 */
export function makeBaseCopy(
  root: string,
  home: string,
  isRead: (path: RepoPath) => boolean,
): BaseCopy {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  sweepCopies(home);
  const copyRoot = realpathSync(mkdtempSync(join(home, `${process.pid}-`)));
  /** Of what lies there. */
  const keys = new Map<string, string>();
  const folders = new Set<string>();
  let files = new Map<RepoPath, ListedFile>();
  let generation = 0;
  let relinked = false;

  function drop(path: string): void {
    keys.delete(path);
    files.delete(asRepoPath(path));
    unlinkSync(join(copyRoot, path));
  }

  function put(path: RepoPath, entry: CopyEntry): boolean {
    makeFolder(dirname(path));
    removeFolder(path);
    const startMs = Date.now();
    if (!writeEntry(root, copyRoot, path, entry)) {
      return false;
    }
    const isUnsure = entry.kind === "file" && isRacy(entry.stamp, startMs);
    keys.set(path, isUnsure ? "to be written again" : entry.key);
    return true;
  }

  function makeFolder(folder: string): void {
    if (!folders.has(folder)) {
      mkdirSync(join(copyRoot, folder), { recursive: true });
      folders.add(folder);
    }
  }

  /** One that stood where a file or link is to be now. */
  function removeFolder(path: string): void {
    if (folders.has(path)) {
      rmSync(join(copyRoot, path), { recursive: true, force: true });
      for (const folder of folders) {
        if (`${folder}/`.startsWith(`${path}/`)) {
          folders.delete(folder);
        }
      }
    }
  }

  return {
    root: copyRoot,
    async bring(state, tree, { signal }) {
      const { entries, listed } = planCopy(root, copyRoot, tree, state, isRead);
      // Whoever has the last ones compares them with those to come.
      files = new Map(files);
      const outdated = [...keys].filter(([path, key]) => entries.get(path)?.key !== key);
      const missing = [...entries].filter(([path, { key }]) => keys.get(path) !== key);
      // Said before it is done, so that what a cancelled call did is not lost on the next one.
      generation += outdated.length + missing.length > 0 ? 1 : 0;
      relinked ||=
        outdated.some(([path, key]) => key.startsWith("link ") && !files.has(asRepoPath(path))) ||
        missing.some(([path, { kind }]) => kind === "link" && !listed.has(asRepoPath(path)));
      outdated.forEach(([path]) => drop(path));
      for (const [index, [path, entry]] of missing.entries()) {
        const at = asRepoPath(path);
        const stamp = put(at, entry) && listed.has(at) ? stampPath(copyRoot, at) : undefined;
        if (stamp !== undefined) {
          files.set(at, { path: at, stamp });
        }
        if (index % writesPerTurn === 0) {
          await nextTurn();
          signal.throwIfAborted();
        }
      }
      const answer = { tree: { files, via: "walk" as const, notes: [], generation }, relinked };
      relinked = false;
      return answer;
    },
    remove() {
      // Links are removed, not what they lead to.
      rmSync(copyRoot, { recursive: true, force: true });
    },
  };
}

/** Some milliseconds. */
const writesPerTurn = 100;
