import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { packageRoot } from "../support/package-root.ts";
import { temporaryFolder } from "../workspace/support.ts";
import { bigTree } from "./big-change.ts";
import { mountSmallDisk } from "./small-disk.ts";
import { create, failureOf, plant, storeAt, task, treeAt, update } from "./support.ts";

const child = join(packageRoot, "dist", "test", "transaction", "edit-child.js");
/** Not on every system; what needs it is left out there. */
const program = "prlimit";
const canLimit = spawnSync(program, ["--version"]).status === 0;

test.runIf(canLimit)(
  "case 94: a file that may not become that large leaves the tree as it was",
  () => {
    const root = temporaryFolder();
    plant(root, bigTree);
    const before = treeAt(root);
    // Room for every staged file of the change, and not for the journal.
    const run = spawnSync(
      program,
      ["--fsize=1000", process.execPath, child, root, root, "commit"],
      {
        encoding: "utf8",
      },
    );
    expect(run.stderr).toContain("a file would be larger than is allowed. Nothing was written.");
    expect(treeAt(root)).toEqual(before);
  },
);

describe("on a full disk", () => {
  test("case 94: nothing is written, and what there is room for is written later", async ({
    skip,
  }) => {
    const disk = mountSmallDisk({ bytes: 262_144, names: 1000 });
    if (disk === undefined) {
      skip("no file system may be mounted here");
      return;
    }
    onTestFinished(() => disk.unmount());
    const root = disk.folder;
    mkdirSync(join(root, "src"));
    writeFileSync(join(root, "src/cart.ts"), "cart\n");
    writeFileSync(join(root, "ballast"), Buffer.alloc(150_000));
    const before = treeAt(root);
    const store = storeAt(root, { durability: "disk" });
    const large = "x".repeat(60_000);
    const changes = [
      update("src/cart.ts", large),
      create("new/a.ts", large),
      create("b.ts", large),
    ];
    expect(await failureOf(commitChanges(store, changes, task))).toMatchInlineSnapshot(
      `"IO: The edit could not be written: the disk is full. Nothing was written. Next: Free what is in the way, or ask the user, and try again."`,
    );
    expect(treeAt(root)).toEqual(before);
    rmSync(join(root, "ballast"));
    expect((await commitChanges(store, changes, task)).files.length).toBe(3);
  });
});
