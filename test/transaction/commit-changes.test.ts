import {
  chmodSync,
  linkSync,
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { commitChanges, type Committed } from "../../src/transaction/commit-changes.ts";
import { openEditStore } from "../../src/transaction/edit-store.ts";
import type { FileChange } from "../../src/transaction/file-change.ts";
import { undoEdit } from "../../src/transaction/undo-edit.ts";
import { bench } from "../git/support.ts";
import { makePipe, temporaryFolder } from "../workspace/support.ts";
import {
  at,
  bytes,
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

function shop(files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder();
  plant(root, { "src/cart.ts": "cart\n", "src/order.ts": "order\n", ...files });
  return root;
}

async function commit(root: string, ...changes: readonly FileChange[]): Promise<Committed> {
  return await commitChanges(storeAt(root), changes, task);
}

/** Makes the changes, and that undoing them gives the old tree; returns the new one. */
async function thereAndBack(root: string, ...changes: readonly FileChange[]): Promise<string[]> {
  const before = treeAt(root);
  await commit(root, ...changes);
  const after = treeAt(root);
  await undoEdit(storeAt(root), undefined, task);
  expect(treeAt(root)).toEqual(before);
  return after;
}

describe("all changes are made", () => {
  test("create, update, delete and rename in one edit", async () => {
    const root = shop({ "README.md": "shop\n" });
    const changes = [
      create("lib/deep/till.ts", "till\n"),
      update("src/cart.ts", "cart 2\n", "cart\n"),
      remove("README.md"),
      rename("src/order.ts", "shop/orders.ts", "orders\n"),
    ];
    expect(await thereAndBack(root, ...changes)).toEqual([
      "lib/",
      "lib/deep/",
      "lib/deep/till.ts: till\n",
      "shop/",
      "shop/orders.ts: orders\n",
      "src/",
      "src/cart.ts: cart 2\n",
    ]);
    const { files, notes } = await commit(root, ...changes);
    expect(files.map(({ sha, ...file }) => ({ ...file, sha: sha?.slice(0, 6) })))
      .toMatchInlineSnapshot(`
      [
        {
          "op": "create",
          "path": "lib/deep/till.ts",
          "sha": "960c2a",
        },
        {
          "op": "update",
          "path": "src/cart.ts",
          "sha": "37284c",
        },
        {
          "op": "delete",
          "path": "README.md",
          "sha": undefined,
        },
        {
          "from": "src/order.ts",
          "op": "rename",
          "path": "shop/orders.ts",
          "sha": "e0b76f",
        },
      ]
    `);
    expect(notes).toEqual([]);
  });

  test("two files change names, and a third takes the name of a fourth", async () => {
    const root = shop({ left: "l", right: "r", old: "o", new: "n" });
    const after = await thereAndBack(
      root,
      rename("left", "right"),
      rename("right", "left", "changed"),
      rename("new", "old"),
      remove("old"),
    );
    expect(after).toEqual([
      "left: changed",
      "old: n",
      "right: l",
      "src/",
      "src/cart.ts: cart\n",
      "src/order.ts: order\n",
    ]);
  });

  test("a file becomes a folder, and a folder a file", async () => {
    const root = shop({ till: "till" });
    const after = await thereAndBack(
      root,
      remove("till"),
      create("till/drawer.ts", "drawer"),
      remove("src/cart.ts"),
      rename("src/order.ts", "src"),
    );
    expect(after).toEqual(["src: order\n", "till/", "till/drawer.ts: drawer"]);
  });

  test("a link becomes a folder, and a folder a link", async () => {
    const root = shop({ link: "-> src/cart.ts", "box/a": "a" });
    const after = await thereAndBack(root, remove("link"), create("link/b", "b"), remove("box/a"), {
      op: "create",
      path: at("box"),
      bytes: bytes("src"),
      link: true,
    });
    expect(after.slice(0, 3)).toEqual(["box -> src", "link/", "link/b: b"]);
  });

  test("a folder is renamed by its files, and goes", async () => {
    const root = shop();
    const after = await thereAndBack(
      root,
      rename("src/cart.ts", "lib/cart.ts"),
      rename("src/order.ts", "lib/order.ts"),
    );
    expect(after).toEqual(["lib/", "lib/cart.ts: cart\n", "lib/order.ts: order\n"]);
  });

  test("permissions stay, also the odd ones, and can be changed alone", async () => {
    const root = shop();
    chmodSync(join(root, "src/cart.ts"), 0o4751);
    const mode = (): number => statSync(join(root, "src/cart.ts")).mode & 0o7777;
    await commit(root, update("src/cart.ts", "cart 2"));
    expect(mode()).toBe(0o4751);
    await commit(root, { op: "update", path: at("src/cart.ts"), mode: 0o644 });
    expect(mode()).toBe(0o644);
    await undoEdit(storeAt(root), undefined, task);
    expect(mode()).toBe(0o4751);
    await commit(root, create("plain", ""), {
      op: "create",
      path: at("tool"),
      bytes: bytes(""),
      mode: 0o755,
    });
    writeFileSync(join(root, "reference"), "");
    expect(statSync(join(root, "plain")).mode).toBe(statSync(join(root, "reference")).mode);
    expect(statSync(join(root, "tool")).mode & 0o777).toBe(0o755);
  });

  test("a link inside the root is followed, and stays", async () => {
    const root = shop({ "main.ts": "-> src/cart.ts", lib: "-> src" });
    const { files, notes } = await commit(
      root,
      update("main.ts", "by link"),
      update("lib/order.ts", "by folder"),
      create("lib/new.ts", "new"),
    );
    expect(files.map(({ path }) => path)).toEqual(["src/cart.ts", "src/order.ts", "src/new.ts"]);
    expect(notes).toEqual(['"main.ts" is a link; "src/cart.ts", which it leads to, was changed.']);
    expect(treeAt(root)).toMatchInlineSnapshot(`
      [
        "lib -> src",
        "main.ts -> src/cart.ts",
        "src/",
        "src/cart.ts: by link",
        "src/new.ts: new",
        "src/order.ts: by folder",
      ]
    `);
  });

  test("deleting a link deletes the link", async () => {
    const root = shop({ "main.ts": "-> src/cart.ts", broken: "-> nowhere" });
    expect(await thereAndBack(root, remove("main.ts"), remove("broken"))).toEqual([
      "src/",
      "src/cart.ts: cart\n",
      "src/order.ts: order\n",
    ]);
  });

  test("a hard link is broken, said so, and its other name keeps the old content for good", async () => {
    const root = shop();
    linkSync(join(root, "src/cart.ts"), join(root, "copy.ts"));
    const { notes } = await commit(root, update("src/cart.ts", "cart 2"));
    expect(notes).toEqual(['"src/cart.ts" had 1 more hard links; they keep the old content.']);
    writeFileSync(join(root, "copy.ts"), "written in place");
    await undoEdit(storeAt(root), undefined, task);
    expect(treeAt(root)).toContain("src/cart.ts: cart\n");
    expect(treeAt(root)).toContain("copy.ts: written in place");
  });

  test("names with line breaks, quotes and blanks are names", async () => {
    const root = shop();
    const names = ["new\nline", ' "quoted" ', "-rf", "tab\t.", "ü/é"];
    await commit(root, ...names.map((name) => create(name, name)));
    expect(names.map((name) => readFileSync(join(root, name), "utf8"))).toEqual(names);
  });

  test("case 101: what is already so is no edit, and touches nothing", async () => {
    const root = shop();
    const { ino, mtimeNs } = statSync(join(root, "src/cart.ts"), { bigint: true });
    const done = await commit(
      root,
      update("src/cart.ts", "cart\n"),
      rename("src/order.ts", "src/order.ts"),
    );
    expect(done).toEqual({ files: [], notes: [] });
    expect(statSync(join(root, "src/cart.ts"), { bigint: true })).toMatchObject({ ino, mtimeNs });
  });

  test("five hundred files, brought to the disk", async () => {
    const root = shop();
    const store = storeAt(root, { durability: "disk" });
    const many = Array.from({ length: 500 }, (_, index) => create(`many/${index}.ts`, `${index}`));
    await commitChanges(store, many, task);
    expect(readdirSync(join(root, "many")).length).toBe(500);
  });
});

describe("where edits are kept", () => {
  test("in git's folder, one for each worktree, so that git sees nothing of it", async () => {
    const on = bench();
    const root = on.repository("shop", { "cart.ts": "cart\n", "sub/a.ts": "a\n" });
    on.git(root, "worktree", "add", "-q", "../linked");
    const worktree = join(on.folder, "linked");
    for (const place of [root, worktree, join(root, "sub")]) {
      const { store, notes } = await openEditStore(place, on.environment, {}, task);
      expect(notes).toEqual([]);
      await commitChanges(store, [create("new.ts", "new\n")], task);
      expect(readdirSync(store.folder).length).toBe(1);
    }
    expect(on.git(root, "status", "--porcelain")).toBe("?? new.ts\n?? sub/new.ts\n");
    expect(on.git(worktree, "status", "--porcelain")).toBe("?? new.ts\n");
    expect(readdirSync(join(root, ".git/repowright")).toSorted()).toMatchObject([
      "edits",
      expect.stringMatching(/^edits-[0-9a-f]{12}$/u),
    ]);
    expect(readdirSync(join(root, ".git/worktrees/linked/repowright"))).toEqual(["edits"]);
  });

  test("without git in a folder that ignores itself", async () => {
    const root = shop();
    await commit(root, create("new.ts", "new\n"));
    expect(readFileSync(join(root, ".repowright/.gitignore"), "utf8")).toBe("*\n");
  });

  test("never behind a link that came with the files", async () => {
    const root = shop();
    const outside = temporaryFolder();
    symlinkSync(outside, join(root, ".repowright"));
    expect(await failureOf(commit(root, create("new.ts", "")))).toMatch(/^EDITS_NOT_WRITABLE/u);
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe("nothing is made when anything is wrong", () => {
  test("all that is wrong is told at once, and the tree is untouched", async () => {
    const root = shop({
      "locked.ts": "locked",
      "dir/a": "a",
      ".git/config": "",
      broken: "-> gone",
    });
    const outside = temporaryFolder();
    plant(outside, { "secret.ts": "secret" });
    symlinkSync(outside, join(root, "away"));
    symlinkSync(join(outside, "secret.ts"), join(root, "secret.ts"));
    symlinkSync("self", join(root, "self"));
    chmodSync(join(root, "locked.ts"), 0o444);
    makePipe(join(root, "pipe"));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, "socket"), resolve));
    onTestFinished(() => void server.close());
    const before = treeAt(root);
    const inodes = lstatSync(join(root, "src/cart.ts")).ino;
    const wrong = [
      update("missing.ts", ""),
      update("src/cart.ts", "cart 2", "not this"),
      update("dir", ""),
      update("pipe", ""),
      update("socket", ""),
      update("locked.ts", "open"),
      remove("locked.ts"),
      update("secret.ts", "gone"),
      update("away/secret.ts", "gone"),
      create("away/new.ts", ""),
      create("broken", ""),
      update("broken", ""),
      create("broken/x", ""),
      update("self", ""),
      create(".git/hooks/x", ""),
      create(".repowright/edits/x", ""),
      create("src/order.ts", ""),
      create("src/order.ts/below", ""),
      create("dir", ""),
      { op: "create", path: at("l"), bytes: bytes("../outside"), link: true },
      { op: "create", path: at("m"), bytes: bytes("/etc/passwd"), link: true },
      { op: "create", path: at("n"), bytes: bytes(".git/config"), link: true },
    ] satisfies FileChange[];
    const codes: string[] = [];
    for (const change of wrong) {
      const said = await failureOf(commit(root, create("fine.ts", ""), change));
      codes.push(`${change.op} ${change.path}: ${said.slice(0, said.indexOf(":"))}`);
    }
    expect(codes).toMatchInlineSnapshot(`
      [
        "update missing.ts: NOT_FOUND",
        "update src/cart.ts: STALE",
        "update dir: IS_DIRECTORY",
        "update pipe: NOT_A_REGULAR_FILE",
        "update socket: NOT_A_REGULAR_FILE",
        "update locked.ts: READONLY",
        "delete locked.ts: READONLY",
        "update secret.ts: PATH_ESCAPE",
        "update away/secret.ts: PATH_ESCAPE",
        "create away/new.ts: PATH_ESCAPE",
        "create broken: EXISTS",
        "update broken: BROKEN_LINK",
        "create broken/x: BROKEN_LINK",
        "update self: FILE_NOT_READABLE",
        "create .git/hooks/x: PROTECTED",
        "create .repowright/edits/x: PROTECTED",
        "create src/order.ts: EXISTS",
        "create src/order.ts/below: NOT_A_FOLDER",
        "create dir: IS_DIRECTORY",
        "create l: PATH_ESCAPE",
        "create m: PATH_ESCAPE",
        "create n: PROTECTED",
      ]
    `);
    expect(
      await failureOf(commit(root, ...wrong.slice(0, 3), create("fine.ts", ""))),
    ).toMatchInlineSnapshot(
      `"EDIT_REFUSED: Nothing was written. There is no file "missing.ts". "src/cart.ts" is no longer what the change was made for. "dir" is a folder. Next: Check the path, or search for the name. Read it again and make the change anew. Name the files in it."`,
    );
    expect(treeAt(root)).toEqual(before);
    expect(lstatSync(join(root, "src/cart.ts")).ino).toBe(inodes);
    expect(readdirSync(join(root, ".repowright/edits"))).toEqual([]);
    expect(readdirSync(outside)).toEqual(["secret.ts"]);
  });

  const clashes: readonly (readonly [
    title: string,
    code: string,
    changes: readonly FileChange[],
  ])[] = [
    [
      "a file changed twice",
      "DUPLICATE_CHANGE",
      [update("src/cart.ts", "1"), update("src/cart.ts", "2")],
    ],
    [
      "a file changed under two names",
      "DUPLICATE_CHANGE",
      [update("src/cart.ts", "1"), update("lib/cart.ts", "2")],
    ],
    [
      "a file deleted that another change leaves as it is",
      "DUPLICATE_CHANGE",
      [update("src/cart.ts", "cart\n"), remove("src/cart.ts")],
    ],
    ["a file made twice", "DUPLICATE_CHANGE", [create("a", "1"), create("a", "2")]],
    ["a file made in a file", "NOT_A_FOLDER", [create("a", "1"), create("a/b", "2")]],
    [
      "a folder replaced that keeps a file",
      "IS_DIRECTORY",
      [remove("src/cart.ts"), create("src", "")],
    ],
    ["a rename onto a file", "EXISTS", [rename("src/cart.ts", "src/order.ts")]],
    [
      "a link out of the root, and a file behind it",
      "PATH_ESCAPE",
      [{ op: "create", path: at("d"), bytes: bytes("/tmp"), link: true }, create("d/f", "")],
    ],
  ];

  test.each(clashes)("%s is %s", async (_title, code, changes) => {
    const root = shop({ lib: "-> src" });
    const before = treeAt(root);
    expect(await failureOf(commit(root, ...changes))).toMatch(new RegExp(`^${code}: `, "u"));
    expect(treeAt(root)).toEqual(before);
  });

  test("a cancelled edit leaves nothing", async () => {
    const root = shop();
    const before = treeAt(root);
    const controller = new AbortController();
    const store = storeAt(root, {
      onStep: (step) => step.startsWith("stage") && controller.abort(new Error("enough")),
    });
    const call = commitChanges(store, [create("a", "")], { ...task, signal: controller.signal });
    await expect(call).rejects.toThrow("enough");
    expect(treeAt(root)).toEqual(before);
    expect(readdirSync(store.folder)).toEqual([]);
  });
});

describe("someone else edits meanwhile", () => {
  const changes = [
    update("src/cart.ts", "cart 2"),
    update("src/order.ts", "order 2"),
    create("new.ts", "new"),
    remove("old.ts"),
  ];
  /** Lets someone else act right before a step is done, which is after the last look at the file. */
  async function meanwhile(
    step: string,
    act: (root: string) => void,
  ): Promise<{ said: string; tree: string[]; kept: string[] }> {
    const root = shop({ "old.ts": "old" });
    const store = storeAt(root, { onStep: (now) => now === step && act(root) });
    const said = await failureOf(commitChanges(store, changes, task));
    return { said, tree: treeAt(root), kept: readdirSync(store.folder) };
  }
  const old = ["old.ts: old", "src/", "src/cart.ts: cart\n", "src/order.ts: order\n"];

  test("case 97: a file saved between plan and swap keeps what was saved, and all else is put back", async () => {
    const { said, tree, kept } = await meanwhile("replace src/cart.ts", (root) =>
      writeFileSync(join(root, "src/order.ts"), "theirs"),
    );
    expect(said).toMatchInlineSnapshot(
      `"CONFLICT: "src/order.ts" was changed by someone else meanwhile. Everything was put back. Next: Read the file again and plan the change anew."`,
    );
    expect(tree).toEqual([...old.slice(0, 3), "src/order.ts: theirs"]);
    expect(kept).toEqual([]);
  });

  test("case 98: a write into a file in the very moment it is replaced is kept", async () => {
    const { said, tree } = await meanwhile("replace src/order.ts", (root) =>
      writeFileSync(join(root, "src/order.ts"), "theirs"),
    );
    expect(said).toMatch(
      /^CONFLICT: "src\/order.ts" was written to in the moment it was replaced/u,
    );
    expect(tree).toEqual([...old.slice(0, 3), "src/order.ts: theirs"]);
  });

  test("case 99: a file made where we make one is not overwritten, even if it is the same", async () => {
    for (const text of ["theirs", "new"]) {
      const { said, tree } = await meanwhile("create new.ts", (root) =>
        writeFileSync(join(root, "new.ts"), text),
      );
      expect(said).toMatch(/^EXISTS: "new.ts" was created by someone else/u);
      expect(tree).toEqual([`new.ts: ${text}`, ...old]);
    }
  });

  test("a file replaced in the very moment it is deleted comes back", async () => {
    const { said, tree } = await meanwhile("remove old.ts", (root) => {
      writeFileSync(join(root, "theirs"), "theirs");
      renameSync(join(root, "theirs"), join(root, "old.ts"));
    });
    expect(said).toMatch(/^CONFLICT: "old.ts" was changed in the moment it was deleted/u);
    expect(tree).toEqual(["old.ts: theirs", ...old.slice(1)]);
  });

  test("what someone made of a file that is already written stays, and the message says where the rest is", async () => {
    const root = shop({ "old.ts": "old" });
    const store = storeAt(root, {
      onStep(now) {
        if (now === "replace src/order.ts") {
          writeFileSync(join(root, "src/cart.ts"), "theirs, of ours");
          writeFileSync(join(root, "src/order.ts"), "theirs");
        }
      },
    });
    const said = await failureOf(commitChanges(store, changes, task));
    expect(said.replace(root, "<root>").replaceAll(/e1-\w+/gu, "<id>")).toMatchInlineSnapshot(
      `"CONFLICT: "src/order.ts" was written to in the moment it was replaced. "src/cart.ts" was changed by someone else after it was written; it was left as it is; what it held before the edit is in <root>/.repowright/edits/kept-<id>. Everything else was put back. Next: Read the file again and plan the change anew."`,
    );
    expect(treeAt(root)).toEqual([
      "old.ts: old",
      "src/",
      "src/cart.ts: theirs, of ours",
      "src/order.ts: theirs",
    ]);
    const [kept = ""] = readdirSync(store.folder);
    const backups = readdirSync(join(store.folder, kept)).filter((name) =>
      name.startsWith("backup"),
    );
    expect(backups.map((name) => readFileSync(join(store.folder, kept, name), "utf8"))).toContain(
      "cart\n",
    );
  });

  test("a folder swapped for a link to elsewhere is not written through", async () => {
    const outside = temporaryFolder();
    plant(outside, { "order.ts": "order\n" });
    const { said } = await meanwhile("replace src/cart.ts", (root) => {
      renameSync(join(root, "src"), join(root, "aside"));
      symlinkSync(outside, join(root, "src"));
    });
    expect(said).toMatch(/^CONFLICT: .* "src\/cart.ts" now lies behind a link/u);
    expect(readFileSync(join(outside, "order.ts"), "utf8")).toBe("order\n");
    expect(readdirSync(outside)).toEqual(["order.ts"]);
  });
});

test("what the system refuses in the middle is put back, and said", async () => {
  const root = shop({ "old.ts": "old" });
  const before = treeAt(root);
  const store = storeAt(root, {
    // The staged file is lost, so the rename fails as it would on a broken disk.
    onStep: (step) =>
      step === "replace src/order.ts" &&
      readdirSync(store.folder).forEach((edit) =>
        readdirSync(join(store.folder, edit))
          .filter((name) => name.startsWith("new-"))
          .forEach((name) => rmSync(join(store.folder, edit, name))),
      ),
  });
  const changes = [update("src/cart.ts", "2"), update("src/order.ts", "2"), remove("old.ts")];
  expect(await failureOf(commitChanges(store, changes, task))).toMatchInlineSnapshot(
    `"IO: The edit could not be written: the system answered ENOENT. Everything was put back. Next: Free what is in the way, or ask the user, and try again."`,
  );
  expect(treeAt(root)).toEqual(before);
});

test("a folder that was deleted meanwhile does not keep the rest from being put back", async () => {
  const root = shop({ "gone/a.ts": "a" });
  const store = storeAt(root, {
    onStep(step) {
      if (step === "replace src/order.ts") {
        rmSync(join(root, "gone"), { recursive: true });
        writeFileSync(join(root, "src/order.ts"), "theirs");
      }
    },
  });
  const paths = ["gone/a.ts", "src/cart.ts", "src/order.ts"];
  const call = commitChanges(
    store,
    paths.map((path) => update(path, "2")),
    task,
  );
  expect(await failureOf(call)).toMatch(/^CONFLICT: .*"gone\/a.ts" was changed by someone else/u);
  expect(treeAt(root)).toEqual(["src/", "src/cart.ts: cart\n", "src/order.ts: theirs"]);
});
