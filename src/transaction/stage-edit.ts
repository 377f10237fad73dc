import { closeSync, lstatSync } from "node:fs";
import { join } from "node:path";

import type { Task } from "../task.ts";
import { atEntry } from "../workspace/at-entry.ts";
import { parentOf } from "../workspace/look-at-tree.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { backUp } from "./back-up.ts";
import { syncAndClose, writeWhole } from "./durable.ts";
import { foldersOn } from "./folders.ts";
import type { JournalStep } from "./journal.ts";
import { atScratch, backupFile, besideFile, type OpenEdit } from "./open-edit.ts";
import { stageFile } from "./stage-file.ts";
import type { Plan, Transition } from "./transition.ts";

interface Staged {
  readonly steps: readonly JournalStep[];
  readonly notes: readonly string[];
}

/**
 * Makes every new file beside the tree and secures every old one; the tree itself stays as it is.
 * @throws Conflict, and whatever the file system says
 */
export async function stageEdit(edit: OpenEdit, plan: Plan, task: Task): Promise<Staged> {
  const { transitions } = plan;
  const besides = await findBesides(edit, transitions);
  const steps: JournalStep[] = [];
  const notes: string[] = [];
  for (let from = 0; from < transitions.length; from += batchSize) {
    task.signal.throwIfAborted();
    const open: number[] = [];
    try {
      for (const transition of transitions.slice(from, from + batchSize)) {
        const beside = besides.get(parentOf(transition.near));
        steps.push(stageStep({ edit, index: steps.length, beside, open, notes }, transition));
      }
    } catch (error) {
      open.forEach(closeSync);
      throw error;
    }
    await syncAndClose(edit.store, open);
    task.progress(steps.length, transitions.length, "Preparing files");
  }
  return { steps, notes };
}

/** Files whose bytes go to the disk together; at most twice as many are open meanwhile. */
const batchSize = 64;

/**
 * For steps in folders on another file system than the store's: the topmost folder there, in which their new files
 * wait instead. It is one that no edit removes.
 */
async function findBesides(
  edit: OpenEdit,
  transitions: readonly Transition[],
): Promise<ReadonlyMap<string, RepoPath>> {
  const { root } = edit.store;
  const { dev } = lstatSync(edit.folder);
  const folders = new Set(transitions.map(({ near }) => parentOf(near)));
  const besides = [...folders].flatMap((folder): [string, RepoPath][] =>
    deviceOf(root, folder) === dev ? [] : [[folder, topOfDevice(root, asRepoPath(folder))]],
  );
  if (besides.length > 0) {
    // Written down first, or else nobody would find the files after a kill.
    const text = JSON.stringify([...new Set(besides.map(([, top]) => top))]);
    await writeWhole(edit.store, join(edit.folder, besideFile), text);
  }
  return new Map(besides);
}

function deviceOf(root: string, folder: string): number {
  const itself = asRepoPath(folder === "" ? "." : `${folder}/.`);
  return atEntry(root, itself, (door) => lstatSync(door).dev);
}

function topOfDevice(root: string, folder: RepoPath): RepoPath {
  const dev = deviceOf(root, folder);
  const higher = [asRepoPath(""), ...foldersOn(folder)];
  return higher.find((candidate) => deviceOf(root, candidate) === dev) ?? folder;
}

interface Staging {
  readonly edit: OpenEdit;
  readonly index: number;
  readonly beside: RepoPath | undefined;
  /** Takes files that are to be brought to the disk and closed. */
  readonly open: number[];
  readonly notes: string[];
}

function stageStep(staging: Staging, { path, pre, post }: Transition): JournalStep {
  const { edit, index, beside, open, notes } = staging;
  const { root, onStep } = edit.store;
  const before = pre === null ? undefined : atEntry(root, path, (entry) => lstatSync(entry));
  if (pre !== null) {
    onStep(`back up ${path}`);
    const backup = backupFile(edit, index);
    open.push(...atEntry(root, path, (entry) => backUp(entry, backup, { path, pre })));
  }
  const step = { path, pre, ...(beside !== undefined && { beside }) };
  if (post === null) {
    return { ...step, post };
  }
  onStep(`stage ${path}`);
  const made = atScratch(edit, index, { kind: "new", beside }, (file) =>
    stageFile(root, file, { path, post, before }),
  );
  open.push(...made.open);
  if (!made.ownerKept) {
    notes.push(`${quotePath(path)} belonged to another user and now belongs to this one.`);
  }
  const { kind, sha, size } = post;
  return { ...step, post: { kind, sha, size, mode: made.mode } };
}
