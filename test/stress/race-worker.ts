import { lstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ToolError } from "../../src/errors.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { findDoneEdits, getDoneEdit } from "../../src/transaction/done-edit.ts";
import { editStore } from "../../src/transaction/edit-store.ts";
import { homeWithoutGit } from "../../src/transaction/edits-home.ts";
import type { FileChange } from "../../src/transaction/file-change.ts";
import { readImage, shaOf } from "../../src/transaction/image.ts";
import { undoEdit } from "../../src/transaction/undo-edit.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { task } from "../transaction/trees.ts";
import { log, now, type Result } from "./race-log.ts";
import { watchSwaps } from "./race-swaps.ts";
import { racePaths, racers, withNumber } from "./race-tree.ts";

/** `race-worker.js <root> <log> <racer> <seconds>`: edits some files at a time, and undoes an edit now and then. */
const [root = "", logFile = "", name = "", seconds = ""] = process.argv.slice(2);

const racer = racers.find((one) => one === name) ?? "first";
const descriptor = openSync(logFile, "a");
let stepNow = "";
const store = editStore(homeWithoutGit(root), {
  durability: "process",
  onStep: (step) => (stepNow = step),
});
watchSwaps((from, to) => {
  const path = racePaths.find((one) => stepNow.endsWith(` ${one}`));
  if (path !== undefined) {
    log(descriptor, { kind: "swap", path, from, to });
  }
});
const endMs = performance.now() + Number(seconds) * 1000;
let lastLookMs = 0;
for (let number = process.pid * 1000; performance.now() < endMs; number += 1) {
  const id = `${racer} ${number}`;
  const lookedMs = Date.now();
  findLateWrites(lastLookMs - 100);
  lastLookMs = lookedMs;
  const editId = await edit(id, number);
  if (editId !== undefined && number % 8 === 0) {
    await attempt(`${id} undone`, [], async () => (await undoEdit(store, editId, task)).editId);
  }
}

async function edit(id: string, number: number): Promise<string | undefined> {
  const paths = racePaths.filter(() => Math.random() < 0.4);
  const changes = paths.map((path) => {
    const before = readFileSync(join(root, path));
    const bytes = Buffer.from(withNumber(before.toString(), racer, number));
    const change = { op: "update", path: asRepoPath(path), bytes, before: shaOf(before) } as const;
    return change satisfies FileChange;
  });
  const told = changes.map(({ path, before, bytes }) => ({ path, before, after: shaOf(bytes) }));
  return await attempt(id, told, async () => (await commitChanges(store, changes, task)).editId);
}

async function attempt(
  id: string,
  changes: Result["changes"],
  make: () => Promise<string | undefined>,
): Promise<string | undefined> {
  log(descriptor, { kind: "attempt", id, at: now(), changes });
  try {
    const editId = await make();
    const made = editId === undefined ? [] : changesOf(editId);
    log(descriptor, { kind: "made", id, at: now(), changes: made, said: "" });
    return editId;
  } catch (error) {
    if (!(error instanceof ToolError)) {
      throw error;
    }
    const said = `${error.code}: ${error.message}`;
    log(descriptor, { kind: "refused", id, at: now(), changes: [], said });
    return undefined;
  }
}

function changesOf(editId: string): Result["changes"] {
  return getDoneEdit(store, editId).steps.map(({ path, pre, post }) => ({
    path,
    before: pre?.sha ?? "",
    after: post?.sha ?? "",
  }));
}

/** Tells what was written into backups since a moment, in milliseconds since 1970. */
function findLateWrites(sinceMs: number): void {
  for (const done of findDoneEdits(store)) {
    for (const [index, { path, pre }] of done.steps.entries()) {
      const backup = done.backup(index);
      const stat = lstatSync(backup, { throwIfNoEntry: false });
      const found = stat !== undefined && stat.mtimeMs >= sinceMs ? readImage(backup) : undefined;
      if (typeof found === "object" && found.sha !== pre?.sha) {
        log(descriptor, { kind: "late", path, content: found.sha });
      }
    }
  }
}
