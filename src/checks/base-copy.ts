import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { ListedFile } from "../workspace/listing.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { stampPath } from "../workspace/stamp.ts";
import type { BaseState } from "./base-state.ts";
import { type CopyEntry, type CopyLink, planCopy } from "./copy-plan.ts";

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
 * Showing base texts to the running engine in place was the other way. It cannot make a file that was added go away, nor
 * a configuration that came with it, pyright does not find modules that are open but on no disk, and whoever else asks
 * meanwhile has to wait. The copy costs disk and a second server: for zod (670 files) 0.1 s of copying, against 1 s until
 * a server has loaded its projects and many until it has checked them, which is the same either way.
 *
 * @param folder absolute; copies of other sessions lie beside
 * @param isRead whether an engine reads a file; others are linked
 */
export function makeBaseCopy(
  root: string,
  folder: string,
  isRead: (path: RepoPath) => boolean,
): BaseCopy {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  sweepOld(folder);
  const copyRoot = realpathSync(mkdtempSync(join(folder, `${process.pid}-`)));
  const keys = new Map<string, string>();
  const folders = new Set<string>();
  const files = new Map<RepoPath, ListedFile>();
  let generation = 0;

  function drop(path: string): boolean {
    const isLink = keys.get(path)?.startsWith("link ") === true;
    keys.delete(path);
    files.delete(asRepoPath(path));
    unlinkSync(join(copyRoot, path));
    return isLink;
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
      folders.forEach((folder) => `${folder}/`.startsWith(`${path}/`) && folders.delete(folder));
    }
  }

  return {
    root: copyRoot,
    async bring(state, tree, { signal }) {
      const plan = planCopy(root, copyRoot, tree, state, isRead);
      let changed = false;
      let relinked = false;
      for (const [path, key] of [...keys]) {
        if (plan.entries.get(path)?.key !== key) {
          relinked = drop(path) || relinked;
          changed = true;
        }
      }
      let turns = 0;
      for (const [path, entry] of plan.entries) {
        if (keys.has(path)) {
          continue;
        }
        makeFolder(dirname(path));
        removeFolder(path);
        if (write(root, copyRoot, asRepoPath(path), entry)) {
          keys.set(path, entry.key);
          changed = true;
          relinked ||= entry.kind === "link";
          const stamp = plan.listed.has(asRepoPath(path)) && stampPath(copyRoot, asRepoPath(path));
          if (stamp) {
            files.set(asRepoPath(path), { path: asRepoPath(path), stamp });
          }
          turns += 1;
          if (turns % writesPerTurn === 0) {
            await nextTurn();
            signal.throwIfAborted();
          }
        }
      }
      generation += changed ? 1 : 0;
      return { tree: { files: new Map(files), via: "walk", notes: [], generation }, relinked };
    },
    remove() {
      // Links are removed, not what they lead to.
      rmSync(copyRoot, { recursive: true, force: true });
    },
  };
}

/** Some milliseconds. */
const writesPerTurn = 100;

/** False when the file went meanwhile. */
function write(root: string, copyRoot: string, path: RepoPath, entry: CopyEntry): boolean {
  const target = join(copyRoot, path);
  if (entry.kind === "link") {
    makeLink(target, entry.link);
    return true;
  }
  const bytes = entry.kind === "bytes" ? entry.bytes : bytesNow(root, path);
  if (bytes === undefined) {
    return false;
  }
  writeFileSync(target, bytes);
  return true;
}

function makeLink(path: string, { target, toFolder }: CopyLink): void {
  symlinkSync(target, path, toFolder ? "junction" : "file");
}

function bytesNow(root: string, path: RepoPath): Buffer | undefined {
  try {
    return readInsideSync(root, path, { maxBytes }).bytes;
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

/** No engine reads a larger source. */
const maxBytes = 64 * 1024 * 1024;

/** Removes what killed sessions left. A process that we cannot see may run elsewhere, so only what is a day old goes. */
function sweepOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const copy = join(folder, name);
    const stat = statSync(copy, { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > dayMs && !isAlive(Number.parseInt(name, 10))) {
      rmSync(copy, { recursive: true, force: true });
    }
  }
}

const dayMs = 24 * 60 * 60 * 1000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
