import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { describe, expect, onTestFinished, test } from "vitest";

import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { listEdits } from "../../src/transaction/list-edits.ts";
import { takeLockFile } from "../../src/transaction/lock-file.ts";
import { packageRoot } from "../support/package-root.ts";
import { temporaryFolder, treeOf } from "../workspace/support.ts";
import { create, failureOf, storeAt, task, treeAt, update } from "./support.ts";

const child = join(packageRoot, "dist", "test", "transaction", "edit-child.js");

/** Starts a process that takes the lock of a root and keeps it; the function kills it. */
async function holdLock(root: string): Promise<() => Promise<void>> {
  const holder = spawn(process.execPath, [child, root, root, "hold"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  return async () => {
    holder.kill("SIGKILL");
    await once(holder, "exit");
  };
}

describe("another process that edits", () => {
  test("is waited for, up to a limit", async () => {
    const root = treeOf({ "cart.ts": "1" });
    const kill = await holdLock(root);
    const call = commitChanges(
      storeAt(root, { lockTimeoutMs: 100 }),
      [update("cart.ts", "2")],
      task,
    );
    expect(await failureOf(call)).toMatchInlineSnapshot(
      `"LOCKED: Another process is editing this repository; nothing was written within 0.1 s. Next: Try again in a moment."`,
    );
    const patient = commitChanges(storeAt(root), [update("cart.ts", "2")], task);
    await kill();
    expect((await patient).files.length).toBe(1);
    expect(treeAt(root)).toEqual(["cart.ts: 2"]);
  });

  test("case 107: killed while it held the lock, is not waited for", async () => {
    const root = treeOf({ "cart.ts": "1" });
    const kill = await holdLock(root);
    expect(existsSync(join(root, ".repowright/lock"))).toBe(true);
    await kill();
    // Not even once is the lock found taken.
    const store = storeAt(root, { lockTimeoutMs: 0 });
    expect((await commitChanges(store, [update("cart.ts", "2")], task)).files.length).toBe(1);
  });

  test("is not waited for when the call is cancelled", async () => {
    const root = treeOf({ "cart.ts": "1" });
    await holdLock(root);
    const controller = new AbortController();
    const store = storeAt(root);
    const signal = controller.signal;
    const calls = ["2", "3"].map(
      async (text) => await commitChanges(store, [update("cart.ts", text)], { ...task, signal }),
    );
    controller.abort(new Error("enough"));
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(treeAt(root)).toEqual(["cart.ts: 1"]);
  });

  test("case 100: loses none of our edits, nor we any of theirs", async () => {
    const root = treeOf({ "count.txt": "0" });
    const count = async (): Promise<unknown> =>
      await promisify(execFile)(process.execPath, [child, root, root, "count", "15"]);
    await Promise.all([count(), count(), count()]);
    expect(treeAt(root)).toEqual(["count.txt: 45"]);
    expect(listEdits(storeAt(root)).edits.length).toBe(45);
  }, 30_000);
});

test("edits of one process take turns, in their order", async () => {
  const root = treeOf({});
  const store = storeAt(root);
  const names = ["a", "b", "c", "d", "e"];
  await Promise.all(
    names.map(async (name) => await commitChanges(store, [create(name, name)], task)),
  );
  expect(listEdits(store).edits.map(({ files }) => files[0]?.path)).toEqual(names.toReversed());
});

describe("the lock file", () => {
  const foreign = JSON.stringify({ token: "theirs", space: "another container", pid: 1 });

  test("of another container is respected while it is young, and taken over when it is old", () => {
    const file = join(temporaryFolder(), "lock");
    writeFileSync(file, foreign);
    expect(takeLockFile(file)).toBeUndefined();
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(file, longAgo, longAgo);
    const lock = takeLockFile(file);
    expect(lock?.confirm()).toBe(true);
    writeFileSync(file, foreign);
    expect(lock?.confirm()).toBe(false);
    lock?.release();
    expect(readFileSync(file, "utf8")).toBe(foreign);
  });

  test("of a process that is gone is taken over at once, half written or not", () => {
    const file = join(temporaryFolder(), "lock");
    const first = takeLockFile(file);
    // As if this process had been killed: whoever holds the kernel's lock knows that it was.
    const second = takeLockFile(file);
    expect([first?.confirm(), second?.confirm()]).toEqual([false, true]);
    second?.release();
    expect(takeLockFile(file)?.confirm()).toBe(true);
  });

  test("that a kill left half written is taken over in a second", () => {
    const file = join(temporaryFolder(), "lock");
    writeFileSync(file, '{"token":');
    expect(takeLockFile(file)).toBeUndefined();
    const lately = new Date(Date.now() - 1500);
    utimesSync(file, lately, lately);
    expect(takeLockFile(file)?.confirm()).toBe(true);
  });

  test("lost in the middle of an edit stops it before anything is written", async () => {
    const root = treeOf({ "cart.ts": "1" });
    const store = storeAt(root, {
      onStep: (step) =>
        step === "stage cart.ts" && writeFileSync(join(root, ".repowright/lock"), foreign),
    });
    mkdirSync(join(root, ".repowright"));
    expect(await failureOf(commitChanges(store, [update("cart.ts", "2")], task))).toMatch(
      /^LOCKED: /u,
    );
    expect(treeAt(root)).toEqual(["cart.ts: 1"]);
  });
});
