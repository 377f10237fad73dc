import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { Listing } from "../../src/workspace/listing.ts";
import { walkFiles } from "../../src/workspace/walk-files.ts";
import { at, makePipe, never, temporaryFolder, treeOf } from "./support.ts";

async function walk(root: string): Promise<Listing> {
  return await walkFiles(root, { signal: never });
}

async function pathsIn(root: string): Promise<string[]> {
  return (await walk(root)).files.map(({ path }) => path);
}

test("a walk lists files with stamps, folders, and no notes when nothing is left out", async () => {
  const root = treeOf({ "till.ts": "till", "shop/cart.ts": "", "shop/empty/": "" });
  const listing = await walk(root);
  expect(listing.files).toEqual([
    { path: "shop/cart.ts", stamp: expect.objectContaining({ size: 0 }) },
    { path: "till.ts", stamp: expect.objectContaining({ size: 4 }) },
  ]);
  expect(listing).toMatchObject({
    directories: ["", "shop", "shop/empty"],
    via: "walk",
    notes: [],
  });
});

describe("ignore files", () => {
  test("count for their folder and below, the nearest one last, and can take back", async () => {
    const root = treeOf({
      ".gitignore": "*.log\n/build\n!keep.log\nlogs/*\n!logs/important\n",
      "a.log": "",
      "keep.log": "",
      "build/out.ts": "",
      "shop/build/out.ts": "",
      "shop/.gitignore": "!a.log\nkeep.log\n",
      "shop/a.log": "",
      "shop/keep.log": "",
      "logs/noise": "",
      "logs/important": "",
    });
    expect(await pathsIn(root)).toEqual([
      ".gitignore",
      "keep.log",
      "logs/important",
      "shop/.gitignore",
      "shop/a.log",
      "shop/build/out.ts",
    ]);
  });

  test("agree with git", async () => {
    const root = treeOf({
      ".gitignore":
        "# comment\n\\#hash\n*.tmp\n!/top.tmp\ndoc/**/draft\nfoo[0-9].ts\nsp ace\ntrail \n/only/top\nEND/\nx/**\n**/deep/z\n",
      "#hash": "",
      "a.tmp": "",
      "top.tmp": "",
      "shop/top.tmp": "",
      "doc/a/b/draft": "",
      "doc/draft": "",
      "doc/final": "",
      "foo1.ts": "",
      "fooa.ts": "",
      "sp ace": "",
      trail: "",
      "only/top": "",
      "shop/only/top": "",
      END: "",
      "shop/END/x": "",
      "x/y/z": "",
      "q/deep/z": "",
      "A.TMP": "",
    });
    execFileSync("git", ["init", "-q"], { cwd: root });
    const git = execFileSync("git", ["ls-files", "-z", "-o", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(await pathsIn(root)).toEqual(git.split("\0").filter(Boolean));
  });

  test(".ignore counts more than .gitignore beside it", async () => {
    const root = treeOf({
      ".gitignore": "*.gen.ts\n",
      ".ignore": "!shop.gen.ts\n",
      "shop.gen.ts": "",
      "b.gen.ts": "",
    });
    expect(await pathsIn(root)).toEqual([".gitignore", ".ignore", "shop.gen.ts"]);
  });

  test("that are links are not read, as in git", async () => {
    const root = treeOf({ rules: "*.ts\n", "till.ts": "" });
    symlinkSync("rules", join(root, ".gitignore"));
    expect(await pathsIn(root)).toEqual(["rules", "till.ts"]);
  });

  test("with a rule that would take minutes are applied without it, and a note says so", async () => {
    const root = treeOf({
      ".gitignore": `a/${"**/".repeat(8)}b\n*.log\n`,
      [`${"a/".repeat(60)}c`]: "",
      "x.log": "",
    });
    const listing = await walk(root);
    expect(listing.files.map(({ path }) => path)).toEqual([".gitignore", `${"a/".repeat(60)}c`]);
    expect(listing.notes).toEqual([
      '1 ignore file has rules that could take forever to match; those were not applied. First: "".',
    ]);
  });
});

test("git's own folder, dependencies and caches are left out, the latter with a note", async () => {
  const root = treeOf({
    ".git/config": "",
    "shop/.git": "gitdir: x",
    "shop/till.ts": "",
    "shop/node_modules/a/index.js": "",
    "env/pyvenv.cfg": "",
    "env/lib/x.py": "",
    "target/CACHEDIR.TAG": "",
    "target/debug/x.rs": "",
    "__pycache__/x.pyc": "",
  });
  const listing = await walk(root);
  expect(listing.files.map(({ path }) => path)).toEqual(["shop/till.ts"]);
  expect(listing.notes).toEqual([
    expect.stringMatching(/^4 dependency or cache folders are left out\./u),
  ]);
});

test("cases 4, 5, 7, 9: links, loops and pipes are not followed or listed, but counted", async () => {
  const home = treeOf({ "outside/secret.ts": "", "shop/till.ts": "" });
  const root = join(home, "shop");
  symlinkSync("../outside", join(root, "lib"));
  symlinkSync("../outside/secret.ts", join(root, "secret.ts"));
  symlinkSync(".", join(root, "loop"));
  makePipe(join(root, "pipe"));
  const listing = await walk(root);
  expect(listing.files.map(({ path }) => path)).toEqual(["till.ts"]);
  expect(listing.notes).toEqual([
    '3 links are left out; what they lead to is listed where it lies. First: "lib".',
    '1 pipe, socket or device is left out. First: "pipe".',
  ]);
});

test("case 14: odd names are listed, names that are not UTF-8 counted", async () => {
  const root = treeOf({
    "-rf": "",
    "new\nline.ts": "",
    "\u001b[31mred": "",
    "ü/ä.ts": "",
    "real\ufffd.ts": "",
  });
  writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff, 0xfe])]), "");
  const listing = await walk(root);
  expect(listing.files.map(({ path }) => path)).toEqual([
    "\u001b[31mred",
    "-rf",
    "new\nline.ts",
    "real\ufffd.ts",
    "ü/ä.ts",
  ]);
  expect(listing.notes).toEqual(['1 name that is not valid UTF-8 is left out. First: "".']);
});

test("the order is that of the bytes", async () => {
  const root = treeOf({ "a-b": "", "a/b": "", "a.b": "", "\uff5e": "", "\u{1f9c0}": "", B: "" });
  expect(await pathsIn(root)).toEqual(["B", "a-b", "a.b", "a/b", "\uff5e", "\u{1f9c0}"]);
});

test("a folder below is walked as a repository of its own", async () => {
  const root = treeOf({
    ".gitignore": "*.ts",
    "lib/.gitignore": "x.js",
    "lib/a.ts": "",
    "lib/x.js": "",
    "b.js": "",
  });
  const listing = await walkFiles(root, { signal: never, under: at("lib") });
  expect(listing.files.map(({ path }) => path)).toEqual(["lib/.gitignore", "lib/a.ts"]);
  expect(listing.directories).toEqual(["lib"]);
});

test("a tree deeper than a hundred folders is cut with a note", async () => {
  const root = treeOf({ [`${"d/".repeat(110)}x`]: "", "till.ts": "" });
  const listing = await walk(root);
  expect(listing.files.map(({ path }) => path)).toEqual(["till.ts"]);
  expect(listing.notes).toEqual([
    expect.stringMatching(/^1 folder lies too deep and is left out\./u),
  ]);
});

test.skipIf(process.getuid?.() === 0)(
  "a folder without permission is left out with a note",
  async () => {
    const root = treeOf({ "closed/x.ts": "", "till.ts": "" });
    execFileSync("chmod", ["000", join(root, "closed")]);
    const listing = await walk(root);
    execFileSync("chmod", ["755", join(root, "closed")]);
    expect(listing.notes).toEqual(['1 folder could not be read and is left out. First: "closed".']);
  },
);

test("a walk under a folder that is a link to the outside lists nothing", async () => {
  const home = treeOf({ "outside/secret.ts": "", "shop/till.ts": "" });
  symlinkSync("../outside", join(home, "shop/lib"));
  const listing = await walkFiles(join(home, "shop"), { signal: never, under: at("lib") });
  expect(listing.files).toEqual([]);
  expect(listing.notes).toEqual(['1 folder could not be read and is left out. First: "lib".']);
});

test("case 13: a folder swapped for a link while walking shows nothing from outside", async () => {
  const home = treeOf({ "outside/secret.ts": "", "shop/box/till.ts": "" });
  const root = join(home, "shop");
  for (let round = 0; round < 50; round += 1) {
    const walking = pathsIn(root);
    renameSync(join(root, "box"), join(home, "aside"));
    symlinkSync("../outside", join(root, "box"));
    expect(["", "box/till.ts"]).toContain((await walking).join());
    rmSync(join(root, "box"));
    renameSync(join(home, "aside"), join(root, "box"));
  }
});

test("a root that was deleted, or replaced by a link, says so", async () => {
  const home = treeOf({ "shop/till.ts": "", "outside/secret.ts": "" });
  const root = join(home, "shop");
  rmSync(root, { recursive: true });
  await expect(walk(root)).rejects.toMatchObject({ code: "ROOT_GONE" });
  symlinkSync("outside", root);
  await expect(walk(root)).rejects.toMatchObject({ code: "ROOT_GONE" });
});

test("an abort ends a walk", async () => {
  const root = temporaryFolder();
  for (let index = 0; index < 3000; index += 1) {
    mkdirSync(join(root, `d${index}`));
  }
  const abort = new AbortController();
  const walking = walkFiles(root, { signal: abort.signal });
  abort.abort(new Error("enough"));
  await expect(walking).rejects.toThrow("enough");
});
