import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, onTestFinished, test } from "vitest";

import { isLocalFileSystem } from "../../src/workspace/local-file-system.ts";
import { walkFiles } from "../../src/workspace/walk-files.ts";
import { type TreeWatch, watchTree } from "../../src/workspace/watch-tree.ts";
import { at, never, temporaryFolder, treeOf } from "./support.ts";

async function watchOf(root: string): Promise<TreeWatch> {
  const { directories } = await walkFiles(root, { signal: never });
  const watch = watchTree(root, directories, () => undefined);
  if (watch === undefined) {
    throw new Error("The temporary folder of this machine cannot be watched.");
  }
  onTestFinished(() => {
    watch.close();
  });
  return watch;
}

async function changesAfter(
  watch: TreeWatch,
  change: () => void,
): Promise<{ files: string[]; structure: boolean }> {
  change();
  await watch.settle();
  const { files, structure } = watch.take();
  return { files: [...files].toSorted(), structure };
}

describe.runIf(isLocalFileSystem(tmpdir()))("watching a tree", () => {
  test("an edit is a changed file", async () => {
    const root = treeOf({ "shop/till.ts": "" });
    const watch = await watchOf(root);
    const changes = await changesAfter(watch, () =>
      appendFileSync(join(root, "shop/till.ts"), "x"),
    );
    expect(changes).toEqual({ files: ["shop/till.ts"], structure: false });
    expect(watch.take()).toEqual({ files: new Set(), structure: false });
  });

  test.each<[string, (root: string) => void, string]>([
    ["created", (root) => writeFileSync(join(root, "shop/new.ts"), ""), "shop/new.ts"],
    ["deleted", (root) => unlinkSync(join(root, "shop/till.ts")), "shop/till.ts"],
    ["moved", (root) => renameSync(join(root, "shop/till.ts"), join(root, "till.ts")), "till.ts"],
    ["a new folder", (root) => mkdirSync(join(root, "new")), "new"],
    [
      "an ignore file edited",
      (root) => appendFileSync(join(root, ".gitignore"), "x"),
      ".gitignore",
    ],
  ])("%s changes the structure", async (_name, change, path) => {
    const root = treeOf({ "shop/till.ts": "", ".gitignore": "" });
    const changes = await changesAfter(await watchOf(root), () => change(root));
    expect(changes.structure).toBe(true);
    expect(changes.files).toContain(path);
  });

  test("500 writes of another process are all reported when settled", async () => {
    const root = treeOf(
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`d${index}/till.ts`, ""])),
    );
    const watch = await watchOf(root);
    const write = writerProcess();
    let missed = 0;
    for (let round = 0; round < 500; round += 1) {
      const path = `d${round % 50}/till.ts`;
      await write(join(root, path));
      await watch.settle();
      missed += watch.take().files.has(at(path)) ? 0 : 1;
    }
    expect(missed).toBe(0);
  });

  test("what happens in folders that appeared later is reported, however deep", async () => {
    const root = treeOf({ "till.ts": "" });
    const watch = await watchOf(root);
    await changesAfter(watch, () => {
      mkdirSync(join(root, "a/b/c"), { recursive: true });
      writeFileSync(join(root, "a/b/c/x.ts"), "");
    });
    const changes = await changesAfter(watch, () => appendFileSync(join(root, "a/b/c/x.ts"), "x"));
    expect(changes).toEqual({ files: ["a/b/c/x.ts"], structure: false });
  });

  test("a moved folder is watched under its new path", async () => {
    const root = treeOf({ "old/deep/x.ts": "" });
    const watch = await watchOf(root);
    const moved = await changesAfter(watch, () => renameSync(join(root, "old"), join(root, "new")));
    expect(moved.structure).toBe(true);
    const changes = await changesAfter(watch, () =>
      appendFileSync(join(root, "new/deep/x.ts"), "x"),
    );
    expect(changes).toEqual({ files: ["new/deep/x.ts"], structure: false });
  });

  test("a folder replaced by another is watched anew", async () => {
    const root = treeOf({ "shop/x.ts": "", "next/x.ts": "" });
    const watch = await watchOf(root);
    await changesAfter(watch, () => {
      rmSync(join(root, "shop"), { recursive: true });
      renameSync(join(root, "next"), join(root, "shop"));
    });
    const changes = await changesAfter(watch, () => appendFileSync(join(root, "shop/x.ts"), "x"));
    expect(changes).toEqual({ files: ["shop/x.ts"], structure: false });
  });

  test("a link to the outside and the .git folder are not watched", async () => {
    const home = treeOf({ "outside/x.ts": "", "shop/till.ts": "" });
    const root = join(home, "shop");
    const watch = await watchOf(root);
    await changesAfter(watch, () => {
      symlinkSync("../outside", join(root, "lib"));
      mkdirSync(join(root, ".git"));
    });
    const changes = await changesAfter(watch, () => {
      writeFileSync(join(home, "outside/x.ts"), "x");
      writeFileSync(join(root, ".git/index"), "x");
    });
    expect(changes).toEqual({ files: [], structure: false });
  });

  test("following another listing drops and adds folders", async () => {
    const root = treeOf({ "a/x.ts": "", "b/x.ts": "" });
    const watch = await watchOf(root);
    const { directories } = await walkFiles(root, { signal: never });
    watch.follow(directories.filter((path) => path !== "a"));
    const without = await changesAfter(watch, () => appendFileSync(join(root, "a/x.ts"), "x"));
    watch.follow(directories);
    const back = await changesAfter(watch, () => appendFileSync(join(root, "a/x.ts"), "x"));
    expect([without.files, back.files]).toEqual([[], ["a/x.ts"]]);
  });

  test("more events than the kernel's queue holds break the watch instead of going missing", async () => {
    const root = temporaryFolder();
    const watch = await watchOf(root);
    for (let index = 0; index < 10_000; index += 1) {
      writeFileSync(join(root, `f${index}`), "x");
    }
    await watch.settle();
    expect(watch.broken).toBe(true);
  });

  test("a deleted root breaks the watch", async () => {
    const root = treeOf({ "till.ts": "" });
    const watch = await watchOf(root);
    rmSync(root, { recursive: true });
    await watch.settle();
    expect(watch.broken).toBe(true);
  });

  test("an event is announced once per turn", async () => {
    const root = treeOf({ "till.ts": "" });
    let announced = 0;
    const watch = watchTree(root, [], () => {
      announced += 1;
    });
    onTestFinished(() => watch?.close());
    for (let index = 0; index < 20; index += 1) {
      appendFileSync(join(root, "till.ts"), "x");
    }
    await watch?.settle();
    await sleep(5);
    expect(announced).toBe(1);
  });
});

test("a root that is not there cannot be watched", () => {
  expect(watchTree(join(temporaryFolder(), "gone"), [], () => undefined)).toBeUndefined();
});

test("a file system that others write to is not watched", () => {
  expect(isLocalFileSystem("/proc")).toBe(false);
});

/** Another process that writes the files it is told to, and says when each is written. */
function writerProcess(): (path: string) => Promise<void> {
  const writer = spawn(process.execPath, ["-e", writeEachLine], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => {
    writer.kill();
  });
  return async (path) => {
    writer.stdin.write(`${path}\n`);
    await once(writer.stdout, "data");
  };
}

const writeEachLine = `
  const { writeFileSync } = require("node:fs");
  const { createInterface } = require("node:readline");
  createInterface({ input: process.stdin }).on("line", (path) => {
    writeFileSync(path, String(performance.now()));
    process.stdout.write("written\\n");
  });
`;
