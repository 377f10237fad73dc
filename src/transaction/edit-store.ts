import { ToolError } from "../errors.ts";
import type { Environment } from "../git/git-environment.ts";
import type { Task } from "../task.ts";
import { findEditsHome, type EditsHome } from "./edits-home.ts";
import { hasInterruptedEdit } from "./edit-folders.ts";
import { withEditLock } from "./edit-lock.ts";

/** Where the edits of one root are kept, and how they are written. */
export interface EditStore extends EditsHome {
  /** `disk`: an answered edit survives a power cut. `process`: it survives the end of the process, which is quicker. */
  readonly durability: "disk" | "process";
  /** How long to wait for another process that edits the same tree. */
  readonly lockTimeoutMs: number;
  /** Called before every change of the disk, for tests that stop the process there. */
  readonly onStep: (step: string) => void;
}

export interface EditStoreOptions {
  readonly durability?: EditStore["durability"];
  readonly lockTimeoutMs?: number;
  readonly onStep?: EditStore["onStep"];
}

/**
 * Opens the store of a root and puts right what a killed process left. A tree in which nothing was edited is only
 * looked at.
 *
 * @param root from `rootFrom`
 * @param environment the server's, for git
 * @returns the store, and sentences about what was put right or could not be
 */
export async function openEditStore(
  root: string,
  environment: Environment,
  options: EditStoreOptions,
  task: Task,
): Promise<{ readonly store: EditStore; readonly notes: readonly string[] }> {
  const store = editStore(await findEditsHome(root, environment, task.signal), options);
  return { store, notes: hasInterruptedEdit(store) ? await recover(store, task) : [] };
}

/** The store for who only looks: what a killed process left stays as it is, and nothing is written. */
export async function findEditStore(
  root: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<EditStore> {
  return editStore(await findEditsHome(root, environment, signal), {});
}

async function recover(store: EditStore, task: Task): Promise<readonly string[]> {
  try {
    return await withEditLock(store, task, async (recovered) => recovered);
  } catch (error) {
    if (error instanceof ToolError) {
      // What looks interrupted may be another process at work; and what cannot be put right now, the next edit tries.
      return error.code === "LOCKED" ? [] : [error.message];
    }
    throw error;
  }
}

export function editStore(home: EditsHome, options: EditStoreOptions): EditStore {
  return {
    ...home,
    durability: options.durability ?? "disk",
    lockTimeoutMs: options.lockTimeoutMs ?? defaultLockTimeoutMs,
    onStep: options.onStep ?? (() => undefined),
  };
}

/** An edit of a thousand files takes about two seconds on a slow disk. */
const defaultLockTimeoutMs = 10_000;
