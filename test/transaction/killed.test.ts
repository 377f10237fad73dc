import { execFile } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { describe, expect, onTestFinished, test } from "vitest";

import { editStore, openEditStore } from "../../src/transaction/edit-store.ts";
import { renderJournal } from "../../src/transaction/journal.ts";
import { shaOf } from "../../src/transaction/image.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { listEdits } from "../../src/transaction/list-edits.ts";
import { undoEdit } from "../../src/transaction/undo-edit.ts";
import { packageRoot } from "../support/package-root.ts";
import { temporaryFolder, treeOf } from "../workspace/support.ts";
import { bigTree } from "./big-change.ts";
import { homeAt } from "./home-at.ts";
import { killEverywhere } from "./kill-harness.ts";
import { at, bytes, create, plant, storeAt, task, treeAt } from "./support.ts";

const child = join(packageRoot, "dist", "test", "transaction", "edit-child.js");

/** Makes the big change and is killed right before a step; returns the root. */
async function killedAt(step: string): Promise<string> {
  const root = temporaryFolder();
  plant(root, bigTree);
  const call = promisify(execFile)(process.execPath, [child, root, root, "commit", step]);
  await expect(call).rejects.toMatchObject({ signal: "SIGKILL" });
  return root;
}

/** What the next start says. */
async function recover(root: string): Promise<readonly string[]> {
  const { notes } = await openEditStore(root, {}, { durability: "process" }, task);
  return notes.map((note) => note.replaceAll(root, "<root>").replaceAll(/e1-\w{3}/gu, "<id>"));
}

function oldTree(): string[] {
  const root = temporaryFolder();
  plant(root, bigTree);
  return treeAt(root);
}

test("cases 95 and 96: killed at any step, and again in the recovery: the tree is the old one or the new one", async () => {
  const report = await killEverywhere({ everyStep: 6, everyRecovery: 6, parallel: 2 });
  expect(report.wrong).toEqual([]);
  expect(report.tornBefore).toBeGreaterThan(0);
  expect(Math.min(report.old, report.new)).toBeGreaterThan(0);
}, 60_000);

const elsewhere = "/dev/shm";
const isElsewhere =
  existsSync(elsewhere) && lstatSync(elsewhere).dev !== lstatSync(packageRoot).dev;

describe.runIf(isElsewhere)("with edits kept on another file system", () => {
  test("changes are made and undone, and nothing is left in the tree", async () => {
    const root = treeOf({ "src/cart.ts": "cart", "src/old.ts": "old" });
    const base = join(elsewhere, `repowright-test-${process.pid}`);
    mkdirSync(base);
    onTestFinished(() => rmSync(base, { recursive: true }));
    const store = editStore(homeAt(root, base), {});
    const before = treeAt(root);
    await commitChanges(
      store,
      [create("a/b.ts", "b"), { op: "delete", path: at("src/old.ts") }],
      task,
    );
    expect(treeAt(root)).toEqual(["a/", "a/b.ts: b", "src/", "src/cart.ts: cart"]);
    await undoEdit(store, undefined, task);
    expect(treeAt(root)).toEqual(before);
  });

  test("killed at any step: the tree is the old one or the new one", async () => {
    const report = await killEverywhere({
      everyStep: 18,
      everyRecovery: 0,
      parallel: 2,
      elsewhere,
    });
    expect(report.wrong).toEqual([]);
  }, 60_000);
});

describe("what a killed process left", () => {
  test("is taken back, and told, when the next one starts", async () => {
    const root = await killedAt("replace src/cart.ts");
    expect(treeAt(root)).not.toEqual(oldTree());
    expect(await recover(root)).toMatchInlineSnapshot(`
      [
        "An edit (18 files) was interrupted, and was taken back.",
      ]
    `);
    expect(treeAt(root)).toEqual(oldTree());
    expect(await recover(root)).toEqual([]);
  });

  test("is completed when only the end was missing, and can be undone", async () => {
    const root = await killedAt("finish");
    expect(treeAt(root)).not.toEqual(oldTree());
    expect(await recover(root)).toMatchInlineSnapshot(`[]`);
    await undoEdit(storeAt(root), undefined, task);
    expect(treeAt(root)).toEqual(oldTree());
  });

  test("case 106: and someone then edited by hand stays as it is; the rest is taken back, the old content kept", async () => {
    const root = await killedAt("remove src/order.ts");
    writeFileSync(join(root, "src/cart.ts"), "by hand");
    writeFileSync(join(root, "box"), "by hand");
    writeFileSync(join(root, "src/lonely/only.ts"), "by hand, not yet touched");
    expect(await recover(root)).toMatchInlineSnapshot(`
      [
        "An edit (18 files) was interrupted, and was taken back.",
        ""src/cart.ts" was changed by someone else after it was written; it was left as it is; what it held before the edit is in <root>/.repowright/edits/kept-<id>.",
        ""box" was changed by someone else after it was made; it was left as it is; what it held before the edit is in <root>/.repowright/edits/kept-<id>.",
        ""box/a.ts" cannot come back: a file has the place of its folder; it was left as it is; what it held before the edit is in <root>/.repowright/edits/kept-<id>.",
      ]
    `);
    const byHand = [
      "box x: by hand",
      "src/cart.ts: by hand",
      "src/lonely/only.ts: by hand, not yet touched",
    ];
    const kept = listEdits(storeAt(root)).kept;
    expect(treeAt(root)).toEqual(expect.arrayContaining(byHand));
    expect(untouched(treeAt(root))).toEqual(untouched(oldTree()));
    expect(kept.length).toBe(1);
    const backups = readdirSync(kept[0] ?? "").filter((name) => name.startsWith("backup-"));
    expect(backups.map((name) => bytesOf(join(kept[0] ?? "", name)))).toContain("cart\n");
    expect(await recover(root)).toEqual([]);
  });

  test("by an archive is believed only as far as a model would be", async () => {
    const outside = temporaryFolder();
    plant(outside, { key: "secret" });
    const root = treeOf({ "cart.ts": "cart" });
    const image = { kind: "file", sha: shaOf(bytes("secret")), mode: 0o644, size: 6 } as const;
    for (const [number, path] of ["../key", ".git/config", "/etc/passwd"].entries()) {
      const folder = join(root, `.repowright/edits/open-e${number + 1}-abc`);
      mkdirSync(folder, { recursive: true });
      const journal = renderJournal({
        at: "",
        files: [],
        steps: [],
        newFolders: [],
        oldFolders: new Map(),
      });
      const body = JSON.parse(journal.split("\n")[1] ?? "") as { steps: unknown[] };
      body.steps = [{ path, pre: image, post: null }];
      const text = JSON.stringify(body);
      writeFileSync(join(folder, "journal"), `repowright edit 1 ${shaOf(bytes(text))}\n${text}\n`);
      writeFileSync(join(folder, "backup-0"), "secret");
      writeFileSync(join(folder, "old-0"), "secret");
    }
    expect(await recover(root)).toMatchInlineSnapshot(`
      [
        "An edit was interrupted and its journal cannot be read; what it had is in <root>/.repowright/edits/kept-<id>.",
        "An edit was interrupted and its journal cannot be read; what it had is in <root>/.repowright/edits/kept-e2-abc.",
        "An edit was interrupted and its journal cannot be read; what it had is in <root>/.repowright/edits/kept-e3-abc.",
      ]
    `);
    expect(treeAt(root)).toEqual(["cart.ts: cart"]);
    expect(treeAt(outside)).toEqual(["key: secret"]);
  });
});

function bytesOf(file: string): string {
  return lstatSync(file).isFile() ? readFileSync(file, "utf8") : "a link";
}

/** All but what the test writes by hand. */
function untouched(tree: readonly string[]): string[] {
  return tree.filter((line) => !/^(?:box|src\/cart|src\/lonely\/only)/u.test(line));
}
