import {
  chmodSync,
  linkSync,
  lstatSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { shaOf } from "../../src/transaction/image.ts";
import { at, plant } from "../transaction/support.ts";
import { temporaryFolder } from "../workspace/support.ts";
import { apply, plan, refusal, text, v4a } from "./support.ts";

function shop(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  plant(root, files);
  return root;
}

/** A git patch that renames files, each from a name to a name. */
function renames(...pairs: readonly (readonly [string, string])[]): string {
  return text(
    ...pairs.flatMap(([from, to]) => [
      `diff --git a/${from} b/${to}`,
      "similarity index 100%",
      `rename from ${from}`,
      `rename to ${to}`,
    ]),
  );
}

const edit = ["@@", "-one", "+two"];

/** A git patch that makes another sort of file of one, with the lines of the old and the new one. */
function changeType(
  path: string,
  modes: readonly [string, string],
  old: readonly string[],
  now: readonly string[],
): string {
  return text(
    `diff --git a/${path} b/${path}`,
    `deleted file mode ${modes[0]}`,
    `--- a/${path}`,
    "+++ /dev/null",
    "@@ -1 +0,0 @@",
    ...old,
    `diff --git a/${path} b/${path}`,
    `new file mode ${modes[1]}`,
    "--- /dev/null",
    `+++ b/${path}`,
    "@@ -0,0 +1 @@",
    ...now,
  );
}

function changeMode(from: string, to: string): string {
  return text("diff --git a/run.sh b/run.sh", `old mode ${from}`, `new mode ${to}`);
}

function createScript(mode: string): string {
  return text(
    "diff --git a/run.sh b/run.sh",
    `new file mode ${mode}`,
    "--- /dev/null",
    "+++ b/run.sh",
    "@@ -0,0 +1 @@",
    "+#!/bin/sh",
  );
}

function move(to: string): string {
  return v4a("*** Update File: a", `*** Move to: ${to}`, ...edit);
}

function add(path: string): string {
  return v4a(`*** Add File: ${path}`, "+a", "+b");
}

const unended = "\\ No newline at end of file";

describe("links", () => {
  test("case 79: an update goes through a link; a deletion, a move and git's mode are about the link", async () => {
    const root = shop({ file: "one\n", link: "-> file" });
    const planned = await plan(root, v4a("*** Update File: link", ...edit));
    expect(planned.files[0]?.path).toBe("file");
    expect(planned.files[0]?.warnings).toMatchInlineSnapshot(`
      [
        ""link" is a link; "file", which it leads to, is changed.",
      ]
    `);
    expect(await apply(root, v4a("*** Update File: link", ...edit))).toEqual([
      "file: two\n",
      "link -> file",
    ]);
    const retarget = text(
      "diff --git a/link b/link",
      "index 1..2 120000",
      "--- a/link",
      "+++ b/link",
      "@@ -1 +1 @@",
      "-file",
      "\\ No newline at end of file",
      "+other",
      "\\ No newline at end of file",
    );
    expect(await apply(root, retarget)).toEqual(["file: two\n", "link -> other"]);
    expect(await apply(root, v4a("*** Update File: link", "*** Move to: moved"))).toEqual([
      "file: two\n",
      "moved -> other",
    ]);
    expect(await apply(root, v4a("*** Delete File: moved"))).toEqual(["file: two\n"]);
  });

  test("a file becomes a link and a link a file", async () => {
    const root = shop({ a: "one\n", b: "-> a" });
    const patch =
      changeType("a", ["100644", "120000"], ["-one"], ["+c", unended]) +
      changeType("b", ["120000", "100755"], ["-a", unended], ["+text"]);
    expect(await apply(root, patch)).toEqual(["a -> c", "b x: text\n"]);
  });
});

describe("modes", () => {
  test("case 80: a script stays executable, all its bits stay", async () => {
    const root = shop({ "run.sh": "one\n" });
    chmodSync(join(root, "run.sh"), 0o2751);
    await apply(root, v4a("*** Update File: run.sh", ...edit));
    expect(lstatSync(join(root, "run.sh")).mode & 0o7777).toBe(0o2751);
  });

  test("case 81: a patch of modes alone changes no byte", async () => {
    const root = shop({ "run.sh": "one\n" });
    chmodSync(join(root, "run.sh"), 0o640);
    const { changes, files } = await plan(root, changeMode("100644", "100755"));
    expect(changes).toEqual([
      { op: "update", path: "run.sh", before: shaOf(Buffer.from("one\n")), mode: 0o750 },
    ]);
    expect(files[0]).toMatchObject({ added: 0, removed: 0, ranges: [] });
    expect(await apply(root, changeMode("100644", "100755"))).toEqual(["run.sh x: one\n"]);
    expect(await apply(root, changeMode("100755", "100644"))).toEqual(["run.sh: one\n"]);
  });

  test("a new file is executable if the patch says so", async () => {
    expect(await apply(shop({}), createScript("100755"))).toEqual(["run.sh x: #!/bin/sh\n"]);
    expect(await apply(shop({}), createScript("100644"))).toEqual(["run.sh: #!/bin/sh\n"]);
    expect(await apply(shop({}), v4a("*** Add File: run.sh", "+#!/bin/sh"))).toEqual([
      "run.sh: #!/bin/sh\n",
    ]);
  });

  test("case 82: another name of a file keeps the old content", async () => {
    const root = shop({ file: "one\n" });
    linkSync(join(root, "file"), join(root, "twin"));
    expect(await apply(root, v4a("*** Update File: file", ...edit))).toEqual([
      "file: two\n",
      "twin: one\n",
    ]);
    rmSync(join(root, "twin"));
    linkSync(join(root, "file"), join(root, "twin"));
    const both = v4a(
      ...["file", "twin"].flatMap((path) => [`*** Update File: ${path}`, "@@", "-two", `+${path}`]),
    );
    expect(await apply(root, both)).toEqual(["file: file\n", "twin: twin\n"]);
  });

  test("case 83: a read-only file is left alone", async () => {
    const root = shop({ file: "one\n" });
    chmodSync(join(root, "file"), 0o444);
    for (const patch of [
      v4a("*** Update File: file", ...edit),
      v4a("*** Delete File: file"),
      v4a("*** Update File: file", "*** Move to: other", ...edit),
    ]) {
      expect(await refusal(root, patch)).toEqual([
        'READONLY file: "file" is read-only. Next: Leave it, or ask the user to make it writable.',
      ]);
    }
    expect(await apply(root, v4a("*** Update File: file", "*** Move to: other"))).toEqual([
      "other: one\n",
    ]);
  });
});

describe("files that are there already", () => {
  test("case 84: Add over a file is refused, unless it is to be overwritten and holds what was expected", async () => {
    const root = shop({ file: "one\n" });
    const adding = v4a("*** Add File: file", "+two");
    expect(await refusal(root, adding)).toMatchInlineSnapshot(`
      [
        "EXISTS file: "file" exists already. Next: Change it instead, choose another path, or say that it is to be overwritten.",
      ]
    `);
    const stale = new Map([[at("file"), shaOf(Buffer.from("other\n"))]]);
    expect(await refusal(root, adding, { overwrite: true, expected: stale }))
      .toMatchInlineSnapshot(`
      [
        "STALE file: "file" is no longer what the patch was made for. Next: Read it again and make the patch anew.",
      ]
    `);
    const right = new Map([[at("file"), shaOf(Buffer.from("one\n"))]]);
    expect(await apply(root, adding, { overwrite: true, expected: right })).toEqual([
      "file: two\n",
    ]);
  });

  test("case 85: Move to a file is refused, and to itself is an update", async () => {
    const root = shop({ a: "one\n", b: "b\n" });
    expect(await refusal(root, move("b"))).toMatchInlineSnapshot(`
      [
        "EXISTS a: "b" exists already. Next: Change it instead, choose another path, or say that it is to be overwritten.",
      ]
    `);
    expect(await apply(root, move("a"))).toEqual(["a: two\n", "b: b\n"]);
    const over = v4a("*** Update File: a", "*** Move to: b");
    expect(await apply(root, over, { overwrite: true })).toEqual(["b: two\n"]);
  });

  test("case 86: two files swap their names in one git patch, three go round", async () => {
    const root = shop({ a: "a\n", b: "b\n", c: "c\n" });
    expect(await apply(root, renames(["a", "b"], ["b", "a"]))).toEqual([
      "a: b\n",
      "b: a\n",
      "c: c\n",
    ]);
    expect(await apply(root, renames(["a", "b"], ["b", "c"], ["c", "a"]))).toEqual([
      "a: c\n",
      "b: b\n",
      "c: a\n",
    ]);
  });

  test("case 87: a move without a change", async () => {
    const root = shop({ a: "a\n" });
    const moved = v4a("*** Update File: a", "*** Move to: deep/er/b");
    const { changes } = await plan(root, moved);
    expect(changes).toEqual([
      { op: "rename", path: "a", to: "deep/er/b", before: shaOf(Buffer.from("a\n")) },
    ]);
    expect(await apply(root, moved)).toEqual(["deep/", "deep/er/", "deep/er/b: a\n"]);
  });

  test("case 87: a move to other capitals", async () => {
    const root = shop({ "Cart.ts": "a\n" });
    expect(await apply(root, v4a("*** Update File: Cart.ts", "*** Move to: cart.ts"))).toEqual([
      "cart.ts: a\n",
    ]);
  });

  test("case 88: a folder is not deleted; with its last file it goes", async () => {
    const root = shop({ "src/a": "a\n", b: "b\n" });
    expect(await refusal(root, v4a("*** Delete File: src"))).toMatchInlineSnapshot(`
      [
        "IS_DIRECTORY src: "src" is a folder. Next: Name the files in it.",
      ]
    `);
    expect(await apply(root, v4a("*** Delete File: src/a"))).toEqual(["b: b\n"]);
  });

  test("case 90: a file becomes a folder and a folder a file, in either order", async () => {
    const root = shop({ a: "a\n", "d/f": "f\n" });
    const there = ["*** Delete File: a", "*** Add File: a/b", "+b"];
    expect(await apply(root, v4a(...there))).toEqual(["a/", "a/b: b\n", "d/", "d/f: f\n"]);
    const back = ["*** Add File: a", "+a", "*** Delete File: a/b"];
    expect(await apply(root, v4a(...back))).toEqual(["a: a\n", "d/", "d/f: f\n"]);
    expect(await apply(root, v4a("*** Add File: a/b", "+b", "*** Delete File: a"))).toEqual([
      "a/",
      "a/b: b\n",
      "d/",
      "d/f: f\n",
    ]);
    expect(await refusal(root, v4a("*** Add File: d", "+d"))).toMatchInlineSnapshot(`
      [
        "IS_DIRECTORY d: "d" is a folder. Next: Choose another path, or delete what is in it in the same patch.",
      ]
    `);
    expect(await refusal(root, v4a("*** Add File: n", "+n", "*** Add File: n/x", "+x")))
      .toMatchInlineSnapshot(`
      [
        "NOT_A_FOLDER n/x: "n/x" would lie in "n", which the patch makes a file. Next: Choose another path for one of them.",
      ]
    `);
    expect(await refusal(root, v4a("*** Add File: n/x", "+x", "*** Add File: n", "+n")))
      .toMatchInlineSnapshot(`
      [
        "NOT_A_FOLDER n/x: "n/x" would lie in "n", which is a file. Next: Choose another path, or delete that file in the same patch.",
      ]
    `);
  });
});

describe("several operations on one file", () => {
  test("each sees what the one before left", async () => {
    const root = shop({ a: "one\n" });
    const patch = v4a(
      "*** Update File: a",
      ...edit,
      "*** Update File: a",
      "*** Move to: b",
      "@@",
      "-two",
      "+three",
      "*** Update File: b",
      "@@",
      " three",
      "+four",
      "*** Add File: a",
      "+new",
    );
    const { files } = await plan(root, patch);
    expect(files).toMatchObject([
      {
        path: "b",
        op: "rename",
        from: "a",
        before: "one\n",
        after: "three\nfour\n",
        added: 2,
        removed: 1,
      },
      { path: "a", op: "create", ranges: [{ line: 1, endLine: 1 }] },
    ]);
    expect(await apply(root, patch)).toEqual(["a: new\n", "b: three\nfour\n"]);
  });

  test("Delete and Add of one file rewrite it and keep its mode", async () => {
    const root = shop({ "run.sh": "one\n" });
    chmodSync(join(root, "run.sh"), 0o755);
    expect(
      await apply(root, v4a("*** Delete File: run.sh", "*** Add File: run.sh", "+two")),
    ).toEqual(["run.sh x: two\n"]);
  });

  test("a git copy is of what was there before the patch", async () => {
    const root = shop({ a: "one\n" });
    const patch = text(
      "diff --git a/a b/a",
      "--- a/a",
      "+++ b/a",
      "@@ -1 +1 @@",
      "-one",
      "+changed",
      "diff --git a/a b/b",
      "copy from a",
      "copy to b",
      "--- a/a",
      "+++ b/b",
      "@@ -1 +1,2 @@",
      " one",
      "+more",
    );
    expect(await apply(root, patch)).toEqual(["a: changed\n", "b: one\nmore\n"]);
  });

  test("a file that goes must be what the patch shows", async () => {
    const root = shop({ a: "one\ntwo\n" });
    const gone = text("--- a/a", "+++ /dev/null", "@@ -1 +0,0 @@", "-one");
    expect(await refusal(root, gone)).toMatchInlineSnapshot(`
      [
        "STALE a: "a" is to be deleted, but holds more than the patch says. Next: Read it again; if it is to go anyway, send *** Delete File.",
      ]
    `);
    expect(await apply(root, v4a("*** Delete File: a"))).toEqual([]);
  });
});

describe("what was done before", () => {
  const patch = v4a(
    "*** Update File: a",
    ...edit,
    "*** Add File: new",
    "+new",
    "*** Delete File: old",
    "*** Update File: from",
    "*** Move to: to",
  );

  test("case 101: the same patch again changes nothing", async () => {
    const root = shop({ a: "one\n", old: "old\n", from: "from\n" });
    await apply(root, patch);
    expect(await plan(root, patch)).toMatchObject({
      changes: [],
      failures: [],
      alreadyApplied: true,
    });
  });

  test("what was done half is refused, and said", async () => {
    const root = shop({ a: "one\n", old: "old\n", from: "from\n" });
    await apply(root, patch);
    writeFileSync(join(root, "a"), "one\n");
    expect((await refusal(root, patch)).map((line) => line.split(":")[0])).toEqual([
      "EXISTS new",
      "NOT_FOUND old",
      "NOT_FOUND from",
    ]);
  });

  test("missing files alone prove nothing", async () => {
    expect(await refusal(shop({}), v4a("*** Delete File: old"))).toMatchInlineSnapshot(`
      [
        "NOT_FOUND old: There is no file "old". Next: Check the path, or search for the name.",
      ]
    `);
  });
});

describe("new files", () => {
  test("get the line ending the repository asks for", async () => {
    const root = shop({
      ".gitattributes": "*.bat text eol=crlf\n/docs/** eol=crlf\n*.lf.bat eol=lf\n",
      ".editorconfig": "root = true\n[*.{csv,tsv}]\nend_of_line = crlf\n[*]\nend_of_line=lf\n",
      "data/.editorconfig": "[*.csv]\nend_of_line = CRLF\n",
    });
    const written: Record<string, string> = {};
    for (const path of ["a.ts", "x.bat", "y.lf.bat", "docs/in/a.md", "a.csv", "data/a.csv"]) {
      await apply(root, add(path));
      written[path] = readFileSync(join(root, path), "utf8");
    }
    expect(written).toEqual({
      "a.ts": "a\nb\n",
      "x.bat": "a\r\nb\r\n",
      "y.lf.bat": "a\nb\n",
      "docs/in/a.md": "a\r\nb\r\n",
      "a.csv": "a\nb\n",
      "data/a.csv": "a\r\nb\r\n",
    });
  });

  test("may be empty", async () => {
    const patch = text("diff --git a/e b/e", "new file mode 100644", "index 0000000..e69de29");
    expect(await apply(shop({}), patch)).toEqual(["e: "]);
  });
});

test("everything that is wrong is reported together, and the good files are told", async () => {
  const root = shop({ a: "one\n", b: "other\n" });
  const planned = await plan(
    root,
    v4a("*** Update File: a", ...edit, "*** Update File: b", ...edit, "*** Delete File: c"),
  );
  expect(planned.failures.map(({ code, path, operation }) => [code, path, operation])).toEqual([
    ["NO_MATCH", "b", 1],
    ["NOT_FOUND", "c", 2],
  ]);
  expect(planned.files.map(({ path }) => path)).toEqual(["a"]);
  expect(planned.changes).toEqual([]);
});

test("a diff that only adds makes a file that is not there, where its format knows no other way", async () => {
  const patch = text("--- a/new", "+++ b/new", "@@ -0,0 +1 @@", "+new");
  expect(await apply(shop({}), patch)).toEqual(["new: new\n"]);
  expect(await apply(shop({ new: "" }), patch)).toEqual(["new: new\n"]);
});

test("a file too large to be read can still be moved and deleted", async () => {
  const root = shop({});
  writeFileSync(join(root, "big"), "x");
  truncateSync(join(root, "big"), 70_000_000);
  expect(await refusal(root, v4a("*** Update File: big", ...edit))).toMatchInlineSnapshot(`
    [
      "TOO_LARGE big: "big" has 70000000 bytes; at most 67108864 can be patched. Next: Change it with a program of its own.",
    ]
  `);
  const moved = await plan(root, v4a("*** Update File: big", "*** Move to: huge"));
  expect(moved.changes).toMatchObject([{ op: "rename", path: "big", to: "huge" }]);
  const gone = await plan(root, v4a("*** Delete File: big"));
  expect(gone.changes).toMatchObject([{ op: "delete", path: "big" }]);
});
