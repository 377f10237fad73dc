import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, lstatSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { editStore } from "../../src/transaction/edit-store.ts";
import { planChanges } from "../../src/transaction/plan-changes.ts";
import { undoEdit } from "../../src/transaction/undo-edit.ts";
import { packageRoot } from "../support/package-root.ts";
import { temporaryFolder, treeOf } from "../workspace/support.ts";
import { bigChange, bigTree } from "./big-change.ts";
import { homeAt } from "./home-at.ts";
import { mountSmallDisk, type Room, type SmallDisk } from "./small-disk.ts";
import {
  create,
  failureOf,
  plant,
  remove,
  rename,
  storeAt,
  task,
  treeAt,
  update,
} from "./support.ts";

const ample: Room = { bytes: 4_194_304, names: 1000 };

/** A file system of its own for a test, or nothing and a reason, where this user may mount none. */
function disk(skip: (reason: string) => void, folder?: string): SmallDisk | undefined {
  const mounted = mountSmallDisk(ample, folder);
  if (mounted === undefined) {
    skip("no file system may be mounted here");
    return undefined;
  }
  onTestFinished(() => mounted.unmount());
  return mounted;
}

describe("case 94: a disk without room for more names", () => {
  test("whether preparing or writing fails, everything is as before", async ({ skip }) => {
    const small = disk(skip);
    if (small === undefined) {
      return;
    }
    const root = join(small.folder, "shop");
    plant(root, bigTree);
    const before = treeAt(root);
    const store = storeAt(root);
    const said = new Set<string>();
    for (let names = 1; ; names += 1) {
      if (!small.resize({ ...ample, names })) {
        continue;
      }
      const failure = await failureOf(commitChanges(store, bigChange, task));
      if (failure.startsWith("no error")) {
        break;
      }
      said.add(failure.replace(/kept-e\w+/u, "").replace(/"\/.*(?=\.repo)/u, '"'));
      small.resize(ample);
      await commitChanges(store, [update("README.md", bigTree["README.md"] ?? "")], task);
      expect(treeAt(root)).toEqual(before);
    }
    expect(treeAt(root)).not.toEqual(before);
    expect([...said]).toMatchInlineSnapshot(`
      [
        "EDITS_NOT_WRITABLE: Edits are kept in ".repowright/edits", which takes no changes: ENOSPC. Nothing was written. Next: Ask the user to make that folder writable, or to make room.",
        "IO: The edit could not be written: the disk is full. Nothing was written. Next: Free what is in the way, or ask the user, and try again.",
        "IO: The edit could not be written: the disk is full. Everything was put back. Next: Free what is in the way, or ask the user, and try again.",
      ]
    `);
  });
});

describe("a file system that becomes read-only", () => {
  const changes = [update("a.ts", "2"), update("b.ts", "2"), create("c.ts", "2")];

  test("before an edit: nothing is written", async ({ skip }) => {
    const small = disk(skip);
    if (small === undefined) {
      return;
    }
    plant(small.folder, { "a.ts": "1", "b.ts": "1" });
    const base = temporaryFolder();
    small.setReadOnly(true);
    const inside = storeAt(small.folder);
    expect(await failureOf(commitChanges(inside, changes, task))).toMatch(
      /^EDITS_NOT_WRITABLE: .* EROFS\. Nothing was written\./u,
    );
    const outside = editStore(homeAt(small.folder, base), {});
    expect(await failureOf(commitChanges(outside, changes, task))).toMatchInlineSnapshot(
      `"READONLY: Nothing was written. The folder "." takes no changes (EROFS). Next: Leave what is in it, or ask the user to make it writable."`,
    );
  });

  test("in the middle of one: what was written is put back as soon as it can be", async ({
    skip,
  }) => {
    const small = disk(skip);
    if (small === undefined) {
      return;
    }
    const root = small.folder;
    plant(root, { "a.ts": "1", "b.ts": "1" });
    const store = storeAt(root, {
      onStep: (step) => step === "replace b.ts" && small.setReadOnly(true),
    });
    expect(
      (await failureOf(commitChanges(store, changes, task))).replaceAll(
        /"?\/tmp.*?-\w{3}(?=[.;])/gu,
        "<edit>",
      ),
    ).toMatchInlineSnapshot(
      `"IO: The edit could not be written: the file system is read-only. "a.ts" could not be put back: the system answered EROFS; it is tried again at the next edit; old content is in <edit>. "c.ts" could not be put back: the system answered EROFS; it is tried again at the next edit; old content is in <edit>. Everything else was put back. Next: Free what is in the way, or ask the user, and try again."`,
    );
    expect(treeAt(root)).toEqual(["a.ts: 2", "b.ts: 1", "c.ts: 2"]);
    small.setReadOnly(false);
    const { notes } = await commitChanges(storeAt(root), [create("d.ts", "")], task);
    expect(notes).toEqual(["An edit (3 files) was interrupted, and was taken back."]);
    expect(treeAt(root)).toEqual(["a.ts: 1", "b.ts: 1", "d.ts: "]);
  });
});

test("an edit over two file systems, with files that go from one to the other, is made and undone", async ({
  skip,
}) => {
  const root = treeOf({ "src/a.ts": "a", "src/here.ts": "here", "vendor/": "" });
  if (disk(skip, join(root, "vendor")) === undefined) {
    return;
  }
  plant(root, { "vendor/b.ts": "b", "vendor/there.ts": "there" });
  expect(lstatSync(join(root, "vendor")).dev).not.toBe(lstatSync(root).dev);
  const before = treeAt(root);
  const store = storeAt(root, { durability: "disk" });
  const changes = [
    update("src/a.ts", "A"),
    update("vendor/b.ts", "B"),
    rename("src/here.ts", "vendor/new/here.ts"),
    rename("vendor/there.ts", "src/there.ts"),
    create("vendor/c.ts", "c"),
  ];
  await commitChanges(store, changes, task);
  expect(treeAt(root)).toEqual([
    "src/",
    "src/a.ts: A",
    "src/there.ts: there",
    "vendor/",
    "vendor/b.ts: B",
    "vendor/c.ts: c",
    "vendor/new/",
    "vendor/new/here.ts: here",
  ]);
  await undoEdit(store, undefined, task);
  expect(treeAt(root)).toEqual(before);
});

describe("case 102: a folder that takes no changes", () => {
  const nobody = 65_534;

  test("refuses its file, and the others stay as they are", ({ skip }) => {
    if (process.getuid?.() !== 0) {
      skip("only root may become someone else");
      return;
    }
    const child = join(packageRoot, "dist", "test", "transaction", "edit-child.js");
    if (spawnSync(process.execPath, ["--check", child], { uid: nobody }).status !== 0) {
      skip("the user nobody may not start this Node, or not read these tests");
      return;
    }
    const root = temporaryFolder();
    plant(root, bigTree);
    execFileSync("chown", ["-R", String(nobody), root]);
    chownSync(join(root, "box"), 0, 0);
    chmodSync(join(root, "box"), 0o755);
    const before = treeAt(root);
    const run = spawnSync(process.execPath, [child, root, root, "commit"], {
      encoding: "utf8",
      uid: nobody,
    });
    expect(run.stderr).toContain('The folder "box" takes no changes (EACCES).');
    expect(run.stderr).toContain("READONLY");
    expect(treeAt(root)).toEqual(before);
  });
});

test("case 105: a dry run touches nothing, and a file changed after it makes the edit stale", async () => {
  const root = treeOf({ "src/a.ts": "a", "src/b.ts": "b", "old/c.ts": "c" });
  const store = storeAt(root);
  const changes = [
    update("src/a.ts", "A", "a"),
    rename("src/b.ts", "lib/b.ts"),
    remove("old/c.ts"),
    create("new/d.ts", "d"),
  ];
  const paths = ["", "src", "src/a.ts", "src/b.ts", "old", "old/c.ts"];
  const look = (): unknown =>
    paths.map((path) => {
      const { ino, mtimeNs, ctimeNs, nlink } = statSync(join(root, path), { bigint: true });
      return [path, ino, mtimeNs, ctimeNs, nlink];
    });
  const before = look();
  const { files } = planChanges(store, changes);
  expect(files.map(({ op, path }) => `${op} ${path}`)).toEqual([
    "update src/a.ts",
    "rename lib/b.ts",
    "delete old/c.ts",
    "create new/d.ts",
  ]);
  expect(look()).toEqual(before);
  expect(readdirSync(root).toSorted()).toEqual(["old", "src"]);
  writeFileSync(join(root, "src/a.ts"), "by hand");
  expect(await failureOf(commitChanges(store, changes, task))).toMatch(/^STALE: /u);
  writeFileSync(join(root, "src/a.ts"), "a");
  expect((await commitChanges(store, changes, task)).files).toEqual(files);
});
