import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { listFiles } from "../../src/git/list-files.ts";
import { stampOf } from "../../src/workspace/stamp.ts";
import { makePipe, never, writeTree } from "../workspace/support.ts";
import { bench, commitAll, gitAt, listingAt, pathsOf } from "./support.ts";

const shop = {
  "till.ts": "export const till = 1;\n",
  "src/cart.ts": "cart\n",
  ".gitignore": "*.log\ndist/\n",
};

test("lists tracked files that are on disk and untracked ones, with their stamps", async () => {
  const on = bench();
  const root = on.repository("shop", {
    ...shop,
    "edited.ts": "a",
    "gone.ts": "",
    "staged.ts": "a",
  });
  writeTree(root, {
    "new.ts": "",
    "noise.log": "",
    "dist/out.ts": "",
    "edited.ts": "b",
    "staged.ts": "b",
  });
  on.git(root, "add", "staged.ts");
  rmSync(join(root, "gone.ts"));
  const listing = await listingAt(root, on);
  expect(pathsOf(listing)).toEqual([
    ".gitignore",
    "edited.ts",
    "new.ts",
    "src/cart.ts",
    "staged.ts",
    "till.ts",
  ]);
  expect(listing).toMatchObject({ directories: ["", "src"], via: "git", notes: [] });
  expect(listing.files.find(({ path }) => path === "till.ts")).toEqual({
    path: "till.ts",
    stamp: stampOf(lstatSync(join(root, "till.ts"))),
  });
});

test("a repository with SHA-256 ids is listed like any other", async () => {
  const on = bench();
  const root = join(on.folder, "shop");
  on.git(on.folder, "init", "-q", "--object-format=sha256", "shop");
  writeTree(root, shop);
  commitAll(on.git, root);
  expect(pathsOf(await listingAt(root, on))).toEqual([".gitignore", "src/cart.ts", "till.ts"]);
});

test("files in conflict are listed once", async () => {
  const on = bench();
  const root = on.repository("shop", shop);
  on.git(root, "checkout", "-q", "-b", "other");
  writeTree(root, { "till.ts": "other\n" });
  commitAll(on.git, root);
  on.git(root, "checkout", "-q", "trunk");
  writeTree(root, { "till.ts": "trunk\n" });
  commitAll(on.git, root);
  expect(() => on.git(root, "merge", "other")).toThrow(/merge other/u);
  expect(pathsOf(await listingAt(root, on)).filter((line) => line.startsWith("till"))).toEqual([
    "till.ts",
  ]);
});

describe("where the root lies", () => {
  test("a subfolder lists its own files, by its own paths and the ignore rules above", async () => {
    const on = bench();
    const root = on.repository("shop", { ...shop, "src/deep/x.ts": "" });
    writeTree(root, { "src/a.log": "", "src/new.ts": "" });
    const listing = await listingAt(join(root, "src"), on);
    expect(pathsOf(listing)).toEqual(["cart.ts", "deep/x.ts", "new.ts"]);
    expect(listing.directories).toEqual(["", "deep"]);
  });

  test("a linked worktree lists its own files", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(root, "worktree", "add", "-q", "../annex");
    writeTree(join(on.folder, "annex"), { "annex.ts": "" });
    expect(
      pathsOf(await listingAt(join(on.folder, "annex"), on)).map((line) => line.replace("", "")),
    ).toEqual([".gitignore", "annex.ts", "src/cart.ts", "till.ts"]);
  });

  test("a submodule can be the root", async () => {
    const on = bench();
    on.repository("lib", { "lib.ts": "" });
    const root = on.repository("shop", shop);
    on.git(root, "submodule", "--quiet", "add", "../lib", "vendor/lib");
    const listing = await listingAt(join(root, "vendor/lib"), on);
    expect(listing.files.map(({ path }) => path)).toEqual(["lib.ts"]);
  });

  test("a new repository without a commit or file lists nothing", async () => {
    const on = bench();
    on.git(on.folder, "init", "-q", "shop");
    expect(await listingAt(join(on.folder, "shop"), on)).toEqual({
      files: [],
      directories: [""],
      via: "git",
      notes: [],
    });
  });
});

describe("repositories inside", () => {
  test("case 28: a submodule is walked with its own ignore files, and a note says so", async () => {
    const on = bench();
    on.repository("lib", { "lib.ts": "", ".gitignore": "*.tmp\n" });
    const root = on.repository("shop", shop);
    on.git(root, "submodule", "--quiet", "add", "../lib", "vendor/lib");
    writeTree(root, { "vendor/lib/new.ts": "", "vendor/lib/x.tmp": "", "vendor/lib/a.log": "" });
    const listing = await listingAt(root, on);
    expect(listing.files.map(({ path }) => path)).toEqual([
      ".gitignore",
      ".gitmodules",
      "src/cart.ts",
      "till.ts",
      "vendor/lib/.gitignore",
      "vendor/lib/a.log",
      "vendor/lib/lib.ts",
      "vendor/lib/new.ts",
    ]);
    expect(listing.directories).toEqual(["", "src", "vendor", "vendor/lib"]);
    expect(listing.notes).toEqual([
      '1 nested repository is listed by its ignore files alone. First: "vendor/lib".',
    ]);
  });

  test("an untracked repository inside is walked, an ignored one is not", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(root, "init", "-q", "inner");
    on.git(root, "init", "-q", "dist/inner");
    writeTree(root, { "inner/x.ts": "", "dist/inner/x.ts": "" });
    const listing = await listingAt(root, on);
    expect(listing.files.map(({ path }) => path)).toContain("inner/x.ts");
    expect(listing.files.map(({ path }) => path)).not.toContain("dist/inner/x.ts");
    expect(listing.directories).toEqual(["", "inner", "src"]);
  });

  test("case 25: a bare repository inside is plain files", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(root, "init", "-q", "--bare", "bare");
    rmSync(join(root, "bare/hooks"), { recursive: true, force: true });
    const listing = await listingAt(root, on);
    expect(listing.files.map(({ path }) => path)).toContain("bare/HEAD");
  });
});

describe("what is left out", () => {
  test("case 14: odd names are listed; those that are not UTF-8 are counted", async () => {
    const on = bench();
    const root = on.repository("shop", {
      "-rf": "",
      "new\nline": "",
      "\u001b[31mred": "",
      'qu"ote': "",
      "ü/ä": "",
    });
    writeTree(root, { "-new": "", "un\ttracked": "" });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff])]), "");
    const listing = await listingAt(root, on);
    expect(pathsOf(listing)).toEqual([
      "\u001b[31mred",
      "-new",
      "-rf",
      "new\nline",
      'qu"ote',
      "un\ttracked",
      "ü/ä",
    ]);
    expect(listing.notes).toEqual([
      '1 name that is not valid UTF-8 is left out. First: "bad\ufffd".',
    ]);
    on.git(root, "add", "-A");
    expect((await listingAt(root, on)).notes).toEqual([
      expect.stringMatching(/^1 name that is not valid UTF-8/u),
    ]);
  });

  test("cases 4, 5, 9: links, tracked or not, and pipes are counted", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    symlinkSync("till.ts", join(root, "tracked-link"));
    commitAll(on.git, root);
    symlinkSync("/etc/passwd", join(root, "users"));
    makePipe(join(root, "pipe"));
    const listing = await listingAt(root, on);
    expect(pathsOf(listing)).toEqual([".gitignore", "src/cart.ts", "till.ts"]);
    expect(listing.notes).toEqual([expect.stringMatching(/^2 links are left out;/u)]);
  });

  test("case 4: files of a folder that became a link to the outside are not listed", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    renameSync(join(root, "src"), join(on.folder, "outside"));
    symlinkSync("../outside", join(root, "src"));
    const listing = await listingAt(root, on);
    expect(pathsOf(listing)).toEqual([".gitignore", "till.ts"]);
    expect(listing.directories).toEqual([""]);
  });

  test("a sparse checkout lists what is on disk and counts the rest", async () => {
    const on = bench();
    const root = on.repository("shop", { ...shop, "docs/a.md": "", "docs/b.md": "" });
    on.git(root, "sparse-checkout", "set", "src");
    const listing = await listingAt(root, on);
    expect(listing.files.map(({ path }) => path)).toEqual([".gitignore", "src/cart.ts", "till.ts"]);
    expect(listing.notes).toEqual([
      '2 tracked files are not on disk (sparse checkout). First: "docs/a.md".',
    ]);
    on.git(root, "sparse-checkout", "set", "--sparse-index", "src");
    expect((await listingAt(root, on)).files.map(({ path }) => path)).toEqual([
      ".gitignore",
      "src/cart.ts",
      "till.ts",
    ]);
  });

  test("an index with paths that lead out or into .git gives none of them", async () => {
    const on = bench();
    const root = on.repository("shop", { aaagit: "x", "bb/secret": "x" });
    writeTree(on.folder, { secret: "x" });
    const index = join(root, ".git/index");
    const bytes = readFileSync(index, "latin1")
      .replace("bb/secret", "../secret")
      .replace("aaagit", ".git/a");
    // The trailing checksum is zeroed, which git takes for "not computed" (index.skipHash).
    writeFileSync(
      index,
      Buffer.concat([Buffer.from(bytes.slice(0, -20), "latin1"), Buffer.alloc(20)]),
    );
    writeTree(root, { ".git/a": "x" });
    expect(on.git(root, "ls-files")).toContain("../secret");
    const listing = await listingAt(root, on);
    expect(pathsOf(listing)).toEqual(["aaagit", "bb/secret"]);
    expect(listing.notes).toEqual([
      '2 tracked paths that no file can safely have are left out. First: ".git/a".',
    ]);
  });
});

describe("folders", () => {
  test("of untracked files are listed with all below them that are not ignored", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    writeTree(root, {
      "new/a.ts": "",
      "new/deep/er/b.ts": "",
      "new/empty/inner/": "",
      "new/dist/c.ts": "",
      "src/new/d.ts": "",
      "src/new/noise/e.log": "",
    });
    on.git(root, "init", "-q", "new/inner");
    writeTree(root, { "new/inner/f.ts": "" });
    const listing = await listingAt(root, on);
    expect(pathsOf(listing)).toEqual([
      ".gitignore",
      "new/a.ts",
      "new/deep/er/b.ts",
      "new/inner/f.ts",
      "src/cart.ts",
      "src/new/d.ts",
      "till.ts",
    ]);
    expect(listing.directories).toEqual([
      "",
      "new",
      "new/deep",
      "new/deep/er",
      "new/empty",
      "new/empty/inner",
      "new/inner",
      "src",
      "src/new",
      "src/new/noise",
    ]);
  });

  test("of many untracked files are the same, and odd names are no patterns", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    const few = ["*", "[a]", ":(top)", "a", "-o"];
    const many = Array.from({ length: 60 }, (_, index) => `stall-${index + 10}`);
    writeTree(root, Object.fromEntries(few.map((name) => [`${name}/x.ts`, ""])));
    const own = [".gitignore", "src/cart.ts", "till.ts"];
    const fewPaths = [...own, ...few.map((name) => `${name}/x.ts`)].toSorted();
    expect(pathsOf(await listingAt(root, on))).toEqual(fewPaths);
    writeTree(root, Object.fromEntries(many.map((name) => [`${name}/x.ts`, ""])));
    const listing = await listingAt(root, on);
    expect(pathsOf(listing)).toEqual(
      [...fewPaths, ...many.map((name) => `${name}/x.ts`)].toSorted(),
    );
    expect(listing.directories).toEqual(["", "src", ...few, ...many].toSorted());
  });

  test("stay listed when all that git knew in them was deleted, or is no file", async () => {
    const on = bench();
    const root = on.repository("shop", { ...shop, "docs/a.md": "" });
    mkdirSync(join(root, "links"));
    symlinkSync("../till.ts", join(root, "links/till"));
    commitAll(on.git, root);
    rmSync(join(root, "docs/a.md"));
    expect((await listingAt(root, on)).directories).toEqual(["", "docs", "links", "src"]);
  });

  test("a folder in place of a tracked file is an ordinary one", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    rmSync(join(root, "till.ts"));
    writeTree(root, { "till.ts/new.ts": "", "till.ts/a.log": "" });
    const listing = await listingAt(root, on);
    expect(pathsOf(listing)).toEqual([".gitignore", "src/cart.ts", "till.ts/new.ts"]);
    expect(listing.directories).toEqual(["", "src", "till.ts"]);
    expect(listing.notes).toEqual([]);
  });

  test("include empty ones and those with ignored files only, but no ignored folder", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    writeTree(root, {
      "empty/": "",
      "empty/inner/": "",
      "src/empty/": "",
      "noise/a.log": "",
      "dist/out/": "",
      "src/dist/x.ts": "",
    });
    expect((await listingAt(root, on)).directories).toEqual([
      "",
      "empty",
      "empty/inner",
      "noise",
      "src",
      "src/empty",
    ]);
  });
});

describe("ignore rules outside the tree", () => {
  test("info/exclude, the user's file by either name, and negation count", async () => {
    const on = bench();
    const root = on.repository("shop", { ...shop, ".gitignore": "*.log\n!keep.log\n" });
    const home = on.environment["HOME"] ?? "";
    writeTree(home, { ".config/git/ignore": "*.usual\n", mine: "*.mine\n" });
    writeTree(root, { ".git/info/exclude": "*.local\n" });
    writeTree(root, { "a.log": "", "keep.log": "", "a.local": "", "a.usual": "", "a.mine": "" });
    const untracked = async () =>
      pathsOf(await listingAt(root, on)).filter((path) => /^(?:a|keep)\./u.test(path));
    expect(await untracked()).toEqual(["a.mine", "keep.log"]);
    appendFileSync(join(home, ".gitconfig"), "[core]\n\texcludesFile = ~/mine\n");
    expect(await untracked()).toEqual(["a.usual", "keep.log"]);
  });
});

test("a corrupt index is a reason, not a crash", async () => {
  const on = bench();
  const root = on.repository("shop", shop);
  const git = await gitAt(root, on);
  writeFileSync(join(root, ".git/index"), "DIRC nonsense that is no index at all");
  expect(await listFiles(git, never)).toEqual({
    unavailable: expect.stringMatching(/^git could not list the files: /u),
  });
});

test("an abort ends a listing", async () => {
  const on = bench();
  const root = on.repository("shop", shop);
  const git = await gitAt(root, on);
  const abort = new AbortController();
  const listing = listFiles(git, abort.signal);
  abort.abort(new Error("enough"));
  await expect(listing).rejects.toThrow("enough");
});

test("a root that was deleted says so", async () => {
  const on = bench();
  const root = on.repository("shop", shop);
  const git = await gitAt(root, on);
  rmSync(root, { recursive: true });
  await expect(listFiles(git, never)).rejects.toMatchObject({ code: "ROOT_GONE" });
});

test("a folder that was deleted lists nothing", async () => {
  const on = bench();
  const root = on.repository("shop", shop);
  mkdirSync(join(root, "src/late"));
  rmSync(join(root, "src"), { recursive: true });
  expect((await listingAt(root, on)).directories).toEqual([""]);
});
