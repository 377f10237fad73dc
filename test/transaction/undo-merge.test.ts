import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { commitChanges } from "../../src/transaction/commit-changes.ts";
import type { FileChange } from "../../src/transaction/file-change.ts";
import { listEdits } from "../../src/transaction/list-edits.ts";
import { undoEdit } from "../../src/transaction/undo-edit.ts";
import { treeOf } from "../workspace/support.ts";
import { at, create, failureOf, remove, rename, storeAt, task, treeAt, update } from "./support.ts";

const old = "one\ntwo\nthree\nfour\nfive\nsix\n";
const edited = "one\nTWO\nthree\nfour\nfive\nsix\n";
const elsewhere = "one\nTWO\nthree\nfour\nfive\nsix, by hand\nseven\n";

/** Makes an edit, lets someone change the tree, and undoes the edit; says what came of it. */
async function undoAfter(
  files: Readonly<Record<string, string | Uint8Array>>,
  changes: readonly FileChange[],
  byHand: (root: string) => void,
): Promise<{ readonly root: string; readonly said: string }> {
  const root = treeOf(files);
  const store = storeAt(root);
  const { editId } = await commitChanges(store, changes, task);
  byHand(root);
  const before = treeAt(root);
  const undone = undoEdit(store, editId, task).then(({ notes, files: done }) => {
    const told = done.map(({ op, path }) => `${op} ${path}`).join(", ");
    return [told, ...notes].join(" | ");
  });
  const refused = await failureOf(undone);
  const isRefused = refused.startsWith("CONFLICT");
  expect(isRefused ? treeAt(root) : before).toEqual(before);
  const said = refused.replaceAll(/(e\d+)-\w{3}/gu, "$1").replace(/ Next: .*/u, "");
  return { root, said: isRefused ? said : await undone };
}

function writing(path: string, content: string | Uint8Array): (root: string) => void {
  return (root) => writeFileSync(join(root, path), content);
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}

function latin(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function binary(byte: number): Buffer {
  return Buffer.from([0, 10, 1, 10, byte, 10, 2, 10, 3, 10]);
}

describe("case 103: undo after someone else changed the file", () => {
  test("in other lines keeps those changes, and can be undone itself", async () => {
    const { root, said } = await undoAfter(
      { "count.ts": old },
      [update("count.ts", edited)],
      writing("count.ts", elsewhere),
    );
    expect(said).toMatchInlineSnapshot(
      `"update count.ts | "count.ts" was changed since the edit; those changes stay."`,
    );
    expect(treeAt(root)).toEqual(["count.ts: one\ntwo\nthree\nfour\nfive\nsix, by hand\nseven\n"]);
    const store = storeAt(root);
    // Again someone else is quicker; the edit is made once more all the same.
    writeFileSync(join(root, "count.ts"), "one\ntwo\nthree\nfour\nfive\nsix, by hand\nSEVEN\n");
    await undoEdit(store, listEdits(store).edits[0]?.editId, task);
    expect(treeAt(root)).toEqual(["count.ts: one\nTWO\nthree\nfour\nfive\nsix, by hand\nSEVEN\n"]);
  });

  test("in the same lines is refused, with the lines as they are now", async () => {
    const { said } = await undoAfter(
      { "a.ts": old, "b.ts": old, "fine.ts": old },
      [update("a.ts", edited), update("b.ts", `${edited}end\n`), update("fine.ts", edited)],
      (root) => {
        writeFileSync(join(root, "a.ts"), elsewhere.replace("TWO", "by hand\nTWO, by hand"));
        writeFileSync(join(root, "b.ts"), edited.replace("one\nTWO\n", ""));
      },
    );
    expect(said).toMatchInlineSnapshot(
      `"CONFLICT: Edit e1 cannot be undone, and nothing was written. "a.ts" was changed since where the edit had changed it, now lines 2-3. "b.ts" was changed since where the edit had changed it, now line 1."`,
    );
  });

  test("in the line next to it is refused, as git does", async () => {
    const { said } = await undoAfter(
      { "a.ts": old },
      [update("a.ts", edited)],
      writing("a.ts", edited.replace("three", "three, by hand")),
    );
    expect(said).toMatch(/^CONFLICT: .*now line 3\.$/u);
  });

  test("by hand to what it was before is nothing to do, and is undone all the same", async () => {
    const { root, said } = await undoAfter(
      { "a.ts": old, "gone.ts": "gone\n" },
      [update("a.ts", edited), create("new.ts", "new\n"), remove("gone.ts")],
      (here) => {
        writeFileSync(join(here, "a.ts"), old);
        writeFileSync(join(here, "gone.ts"), "gone\n");
        rmSync(join(here, "new.ts"));
      },
    );
    expect(said).toMatchInlineSnapshot(`" | Every file was already as before that edit."`);
    expect(await failureOf(undoEdit(storeAt(root), undefined, task))).toMatch(/^EDIT_NOT_FOUND/u);
  });

  test("of a renamed file brings the changes back with it", async () => {
    const { root, said } = await undoAfter(
      { "old.ts": old, "left.ts": "l\n\n\nl\n", "right.ts": "r\n\n\nr\n" },
      [
        rename("old.ts", "new.ts", edited),
        rename("left.ts", "right.ts"),
        rename("right.ts", "left.ts", "R\n\n\nr\n"),
      ],
      (here) => {
        writeFileSync(join(here, "new.ts"), elsewhere);
        writeFileSync(join(here, "left.ts"), "R\n\n\nr, by hand\n");
        writeFileSync(join(here, "right.ts"), "l, by hand\n\n\nl\n");
      },
    );
    expect(said).toMatchInlineSnapshot(
      `"rename old.ts, rename left.ts, rename right.ts | "new.ts" was changed since the edit; those changes stay. | "right.ts" was changed since the edit; those changes stay. | "left.ts" was changed since the edit; those changes stay."`,
    );
    expect(treeAt(root)).toEqual([
      "left.ts: l, by hand\n\n\nl\n",
      `old.ts: ${elsewhere.replace("TWO", "two")}`,
      "right.ts: r\n\n\nr, by hand\n",
    ]);
  });

  test.each<readonly [string, (root: string) => void, string]>([
    ["deleted", (root) => rmSync(join(root, "new.ts")), "is gone"],
    [
      "brought back, with another one in its new place",
      (root) => {
        writeFileSync(join(root, "old.ts"), old);
        writeFileSync(join(root, "new.ts"), "by hand");
      },
      "was changed since",
    ],
    ["made anew", writing("old.ts", "by hand"), "was made anew since"],
  ])("a renamed file that was %s is left alone", async (_title, byHand, why) => {
    const { said } = await undoAfter({ "old.ts": old }, [rename("old.ts", "new.ts")], byHand);
    expect(said).toMatch(new RegExp(`^CONFLICT: .* ${why}\\.$`, "u"));
  });

  test("a file that the edit made, and someone else changed, is left alone", async () => {
    const { said } = await undoAfter({}, [create("a.ts", old)], writing("a.ts", elsewhere));
    expect(said).toMatch(/^CONFLICT: .* "a.ts" was changed since\.$/u);
  });

  test("keeps bytes: line endings, marks, encodings", async () => {
    const versions = {
      crlf: ["a\r\nb\r\nc\r\nd\r\n", "A\r\nb\r\nc\r\nd\r\n", "A\r\nb\r\nc\nd", "a\r\nb\r\nc\nd"],
      bom: ["\uFEFFa\nb\nc", "\uFEFFA\nb\nc", "\uFEFFA\nb\nC", "\uFEFFa\nb\nC"],
    };
    const bytes: Record<string, readonly (string | Buffer)[]> = {
      ...versions,
      utf16: [utf16("ä\nb\nਅ\n"), utf16("Ä\nb\nਅ\n"), utf16("Ä\nb\nਆ\n"), utf16("ä\nb\nਆ\n")],
      latin: [latin("ä\nb\nc\n"), latin("Ä\nb\nc\n"), latin("Ä\nb\nö\n"), latin("ä\nb\nö\n")],
    };
    for (const [name, [first = "", second = "", third = "", last = ""]] of Object.entries(bytes)) {
      const change: FileChange = { op: "update", path: at(name), bytes: Buffer.from(second) };
      const { root, said } = await undoAfter({ [name]: first }, [change], writing(name, third));
      expect(said).toContain("those changes stay");
      expect(readFileSync(join(root, name))).toEqual(Buffer.from(last));
    }
  });

  test.each<readonly [string, string | Buffer, string | Buffer, string | Buffer]>([
    ["binary", binary(5), binary(6), Buffer.concat([binary(6), binary(7)])],
    ["in another encoding now", "a\nb\nc\n", "A\nb\nc\n", Buffer.from("A\nb\nö\n", "latin1")],
    ["binary now", "a\nb\nc\n", "A\nb\nc\n", "A\nb\n\0\n"],
  ])("a file that is %s is not merged", async (_title, first, second, third) => {
    const change: FileChange = { op: "update", path: at("a"), bytes: Buffer.from(second) };
    const { said } = await undoAfter({ a: first }, [change], writing("a", third));
    expect(said).toMatch(/^CONFLICT: .* "a" was changed since/u);
  });

  test("permissions of both sides count", async () => {
    const change: FileChange = { op: "update", path: at("run"), mode: 0o755 };
    const { root, said } = await undoAfter({ run: old }, [change], writing("run", edited));
    expect(said).toMatch(/those changes stay/u);
    expect(treeAt(root)).toEqual([`run: ${edited}`]);
    const other = await undoAfter(
      { run: old },
      [{ ...change, bytes: Buffer.from(edited) }],
      (here) => chmodSync(join(here, "run"), 0o700),
    );
    expect(other.said).toMatch(/^CONFLICT: .* "run" has other permissions since\.$/u);
  });

  test("is refused, and nothing lost, when what was kept of the text is damaged or missing", async () => {
    for (const damage of [
      "[]",
      "",
      '[{"step":0,"origin":0,"head":0,"tail":0,"middle":"eA=="}]',
      undefined,
    ]) {
      const { said } = await undoAfter({ a: old }, [update("a", edited)], (root) => {
        const { folder } = storeAt(root);
        const [id = ""] = readdirSync(folder);
        if (damage === undefined) {
          rmSync(join(folder, id, "texts"));
        } else {
          writeFileSync(join(folder, id, "texts"), damage);
        }
        writeFileSync(join(root, "a"), elsewhere);
      });
      expect(said).toMatch(/^CONFLICT: .* "a" was changed since\.$/u);
    }
  });
});

describe("case 104: undo of an edit that made folders", () => {
  const changes = [create("lib/deep/a.ts", "a\n"), create("lib/b.ts", "b\n")];

  test("takes the folders away", async () => {
    const { root } = await undoAfter({ "src/cart.ts": "" }, changes, () => undefined);
    expect(treeAt(root)).toEqual(["src/", "src/cart.ts: "]);
  });

  test("leaves what someone else put into them", async () => {
    const { root } = await undoAfter({}, changes, (here) => {
      mkdirSync(join(here, "lib/empty"));
      writeFileSync(join(here, "lib/theirs.ts"), "theirs\n");
    });
    expect(treeAt(root)).toEqual(["lib/", "lib/empty/", "lib/theirs.ts: theirs\n"]);
  });
});
