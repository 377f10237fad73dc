import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { listEdits } from "../../src/transaction/list-edits.ts";
import { readEdit } from "../../src/transaction/read-edit.ts";
import { undoEdit } from "../../src/transaction/undo-edit.ts";
import { treeOf } from "../workspace/support.ts";
import { create, failureOf, remove, rename, storeAt, task, treeAt, update } from "./support.ts";

/** A message without what differs from run to run. */
function steady(text: string): string {
  return text.replaceAll(/(e\d+)-\w{3}/gu, "$1");
}

describe("undoEdit", () => {
  test("without an id goes back one edit after the other, and an undo can be undone", async () => {
    const root = treeOf({ "cart.ts": "1" });
    const store = storeAt(root);
    for (const text of ["2", "3"]) {
      await commitChanges(store, [update("cart.ts", text)], task);
    }
    const first = await undoEdit(store, undefined, task);
    const second = await undoEdit(store, undefined, task);
    expect(treeAt(root)).toEqual(["cart.ts: 1"]);
    expect(steady(await failureOf(undoEdit(store, undefined, task)))).toMatchInlineSnapshot(
      `"EDIT_NOT_FOUND: There is no edit to undo. Next: Name an undo to do it again, or use git to go back further."`,
    );
    await undoEdit(store, second.editId, task);
    expect(treeAt(root)).toEqual(["cart.ts: 2"]);
    await undoEdit(store, first.editId, task);
    expect(treeAt(root)).toEqual(["cart.ts: 3"]);
    expect(
      listEdits(store).edits.map(({ editId, undoes = "-", undone, files }) =>
        steady(`${editId} undoes ${undoes} undone ${undone} ${files.map(({ op }) => op).join()}`),
      ),
    ).toMatchInlineSnapshot(`
      [
        "e6 undoes e3 undone false update",
        "e5 undoes e4 undone false update",
        "e4 undoes e1 undone true update",
        "e3 undoes e2 undone true update",
        "e2 undoes - undone false update",
        "e1 undoes - undone false update",
      ]
    `);
  });

  test("tells each file as it is seen from the undo", async () => {
    const root = treeOf({ "a/old.ts": "old", "gone.ts": "gone" });
    const store = storeAt(root);
    await commitChanges(
      store,
      [rename("a/old.ts", "b/new.ts"), create("c.ts", "c"), remove("gone.ts")],
      task,
    );
    const { files } = await undoEdit(store, undefined, task);
    expect(files.map(({ path, op, from = "" }) => `${op} ${from} ${path}`)).toEqual([
      "rename b/new.ts a/old.ts",
      "delete  c.ts",
      "create  gone.ts",
    ]);
  });

  test("is refused with every file that does not hold what the edit left", async () => {
    const root = treeOf({ "changed.ts": "1", "removed.ts": "1", "kept.ts": "1", "back.ts": "1" });
    const store = storeAt(root);
    const paths = ["changed.ts", "removed.ts", "kept.ts"];
    const { editId } = await commitChanges(
      store,
      [...paths.map((path) => update(path, "2")), remove("back.ts")],
      task,
    );
    writeFileSync(join(root, "changed.ts"), "theirs");
    rmSync(join(root, "removed.ts"));
    writeFileSync(join(root, "back.ts"), "theirs");
    const before = treeAt(root);
    expect(steady(await failureOf(undoEdit(store, editId, task)))).toMatchInlineSnapshot(
      `"CONFLICT: Edit e1 cannot be undone, and nothing was written. "back.ts" was made anew since. "changed.ts" was changed since where the edit had changed it, now line 1. "removed.ts" is gone. Next: Look at what was changed and edit the files instead."`,
    );
    expect(treeAt(root)).toEqual(before);
  });

  test("names the later edits that are in the way", async () => {
    const root = treeOf({ "cart.ts": "1", "order.ts": "1" });
    const store = storeAt(root);
    const { editId } = await commitChanges(store, [update("cart.ts", "2")], task);
    await commitChanges(store, [update("order.ts", "2")], task);
    await commitChanges(store, [update("cart.ts", "3")], task);
    expect(steady(await failureOf(undoEdit(store, editId, task)))).toMatch(
      /^CONFLICT: .* Next: Undo the later edits of these files first: e3\.$/u,
    );
  });

  test("keeps permissions that were changed since", async () => {
    const root = treeOf({ "run.sh": "1" });
    const store = storeAt(root);
    await commitChanges(store, [update("run.sh", "2")], task);
    chmodSync(join(root, "run.sh"), 0o755);
    await undoEdit(store, undefined, task);
    expect(treeAt(root)).toEqual(["run.sh x: 1"]);
  });

  test("brings back a file nobody may write to, and takes one away", async () => {
    const root = treeOf({ "locked.ts": "1" });
    chmodSync(join(root, "locked.ts"), 0o444);
    const store = storeAt(root);
    await commitChanges(
      store,
      [{ ...update("locked.ts", "2"), op: "update", evenReadOnly: true }],
      task,
    );
    await undoEdit(store, undefined, task);
    expect(treeAt(root)).toEqual(["locked.ts: 1"]);
    expect(statSync(join(root, "locked.ts")).mode & 0o777).toBe(0o444);
  });

  test("is refused when what was kept was damaged", async () => {
    const root = treeOf({ "cart.ts": "1" });
    const store = storeAt(root);
    const { editId = "" } = await commitChanges(store, [update("cart.ts", "2")], task);
    writeFileSync(join(store.folder, editId, "backup-0"), "damaged");
    expect(await failureOf(undoEdit(store, editId, task))).toMatch(/its old content was damaged/u);
    expect(treeAt(root)).toEqual(["cart.ts: 2"]);
    expect(readEdit(store, editId)[0]?.before).toBeUndefined();
  });

  test.each(["", "..", "e1", "e1-abc", "../e1-abc", "lock"])("the id %j is no edit", async (id) => {
    const store = storeAt(treeOf({ "cart.ts": "1" }));
    expect(await failureOf(undoEdit(store, id, task))).toMatch(/^EDIT_NOT_FOUND: /u);
  });
});

test("readEdit has what every path held before", async () => {
  const root = treeOf({ "cart.ts": "1", "old.ts": "old" });
  const store = storeAt(root);
  const changes = [update("cart.ts", "2"), rename("old.ts", "new.ts"), create("made.ts", "made")];
  const { editId = "" } = await commitChanges(store, changes, task);
  const paths = readEdit(store, editId).map(({ path, before, after }) => [
    path,
    before === null ? null : before?.toString(),
    after === null ? null : after.slice(0, 6),
  ]);
  expect(paths).toMatchInlineSnapshot(`
    [
      [
        "new.ts",
        null,
        "cba06b",
      ],
      [
        "made.ts",
        null,
        "ea0890",
      ],
      [
        "cart.ts",
        "1",
        "d4735e",
      ],
      [
        "old.ts",
        "old",
        null,
      ],
    ]
  `);
});

test("the last fifty edits are remembered", async () => {
  const root = treeOf({ "count.ts": "0" });
  const store = storeAt(root);
  for (let count = 1; count <= 53; count += 1) {
    await commitChanges(store, [update("count.ts", String(count))], task);
  }
  const { edits } = listEdits(store);
  expect([edits.length, edits[0]?.editId, edits.at(-1)?.editId].map(String).map(steady)).toEqual([
    "50",
    "e53",
    "e4",
  ]);
  expect(readdirSync(store.folder).length).toBe(50);
});
