import { existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { ToolError } from "../../src/errors.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import type { FileChange } from "../../src/transaction/file-change.ts";
import { listEdits } from "../../src/transaction/list-edits.ts";
import { undoEdit } from "../../src/transaction/undo-edit.ts";
import { temporaryFolder, writeTree } from "../workspace/support.ts";
import { create, remove, rename, storeAt, task, treeAt, update } from "./support.ts";

/** Few paths, some in each other, so that changes meet. */
const path = fc.constantFrom("a", "b", "a/x", "b/y", "d/e/f", "d/g", "d", "h");
const text = fc.constantFrom("1", "2", "");

const change: fc.Arbitrary<FileChange> = fc.oneof(
  fc.tuple(path, text).map(([where, what]) => create(where, what)),
  fc.tuple(path, text).map(([where, what]) => update(where, what)),
  path.map((where) => remove(where)),
  fc.tuple(path, path).map(([from, to]) => rename(from, to)),
  fc.tuple(path, path, text).map(([from, to, what]) => rename(from, to, what)),
);

const files = fc.dictionary(path, text).map(withoutClashes);

function withoutClashes(tree: Readonly<Record<string, string>>): Record<string, string> {
  const paths = Object.keys(tree);
  return Object.fromEntries(
    Object.entries(tree).filter(([one]) => !paths.some((other) => one.startsWith(`${other}/`))),
  );
}

/** What the tree should become, or undefined when the changes contradict the tree or each other. */
function expected(
  tree: Readonly<Record<string, string>>,
  changes: readonly FileChange[],
): string[] | undefined {
  const after = new Map(Object.entries(tree));
  const sources = changes.flatMap((one) => (one.op === "create" ? [] : [one.path as string]));
  const goals = changes.flatMap((one) =>
    one.op === "delete" ? [] : [one.op === "rename" ? String(one.to) : String(one.path)],
  );
  if (isTwice(sources) || isTwice(goals) || sources.some((one) => !(one in tree))) {
    return undefined;
  }
  sources.forEach((one) => after.delete(one));
  if (goals.some((one) => after.has(one))) {
    return undefined;
  }
  for (const one of changes) {
    if (one.op !== "delete") {
      const old = tree[one.path] ?? "";
      after.set(one.op === "rename" ? one.to : one.path, one.bytes?.toString() ?? old);
    }
  }
  const paths = [...after.keys()];
  return paths.some((one) => paths.some((other) => one.startsWith(`${other}/`)))
    ? undefined
    : [...after].map(([one, what]) => `${one}: ${what}`).toSorted();
}

/** Files alone; a folder goes with its last file. */
function filesAt(root: string): string[] {
  return filesOf(treeAt(root));
}

function filesOf(tree: readonly string[]): string[] {
  return tree.filter((line) => !line.endsWith("/")).toSorted();
}

async function commit(
  root: string,
  changes: readonly FileChange[],
  ...failAt: readonly number[]
): Promise<string | undefined> {
  let steps = 0;
  const store = storeAt(root, {
    onStep() {
      steps += 1;
      if (failAt.includes(steps)) {
        throw Object.assign(new Error("a broken disk"), { code: "EIO", syscall: "write" });
      }
    },
  });
  try {
    await commitChanges(store, changes, task);
    return undefined;
  } catch (error) {
    return asCode(error);
  }
}

test("property: any set of changes makes the tree it says, or is refused and makes nothing", async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(files, fc.array(change, { maxLength: 5 }), async (tree, changes) => {
      const root = temporaryRoot(tree);
      const before = treeAt(root);
      const wanted = expected(tree, changes);
      const code = await commit(root, changes);
      const refused = { refused: true, files: filesOf(before) };
      expect({ refused: code !== undefined, files: filesAt(root) }).toEqual(
        wanted === undefined ? refused : { refused: false, files: wanted },
      );
      made += wanted === undefined ? 0 : 1;
      if (listEdits(storeAt(root)).edits.length > 0) {
        await undoEdit(storeAt(root), undefined, task);
      }
      expect(treeAt(root)).toEqual(before);
      rmSync(root, { recursive: true });
    }),
    { numRuns: 120 },
  );
  expect(made).toBeGreaterThan(5);
}, 30_000);

/** What someone else does between an edit and its undo; a text of theirs is like no other. */
const deed = fc.record({ where: path, isKept: fc.boolean() });

test("property: an undo after others changed files is refused, or keeps what they wrote and can itself be undone", async () => {
  const counts = { refused: 0, undone: 0 };
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.array(deed, { maxLength: 2 }),
      async (tree, changes, deeds) => {
        fc.pre(expected(tree, changes) !== undefined);
        const root = temporaryRoot(tree);
        fc.pre((await commit(root, changes)) === undefined);
        fc.pre(listEdits(storeAt(root)).edits.length > 0);
        deeds.forEach(({ where, isKept }, index) =>
          interfere(root, where, isKept && `theirs ${index}`),
        );
        const before = treeAt(root);
        const store = storeAt(root);
        const undone = await undoEdit(store, undefined, task).catch(asCode);
        const after = treeAt(root);
        expect(theirsIn(after)).toEqual(theirsIn(before));
        const isRefused = typeof undone === "string";
        if (!isRefused) {
          await undoEdit(store, undone.editId, task);
        }
        expect(filesOf(isRefused ? after : treeAt(root))).toEqual(filesOf(before));
        counts[isRefused ? "refused" : "undone"] += 1;
        rmSync(root, { recursive: true });
      },
    ),
    { numRuns: 80 },
  );
  expect(Math.min(counts.refused, counts.undone)).toBeGreaterThan(0);
}, 30_000);

function interfere(root: string, where: string, what: string | false): void {
  const file = join(root, where);
  if (!existsSync(dirname(file)) || !statSync(dirname(file)).isDirectory()) {
    return;
  }
  rmSync(file, { recursive: true, force: true });
  if (what !== false) {
    writeFileSync(file, what);
  }
}

function asCode(error: unknown): string {
  if (error instanceof ToolError) {
    return error.code;
  }
  throw error;
}

/** The texts of others, wherever they lie. */
function theirsIn(tree: readonly string[]): string[] {
  return tree.flatMap((line) => /: (theirs .*)/u.exec(line)?.[1] ?? []).toSorted();
}

const solid = { a: "1", b: "2", "d/e/f": "3", "d/g": "4" };

test("property: where the disk fails, at whichever step and once more, the tree is the old one or the new one", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(change, { minLength: 1, maxLength: 4 })
        .filter((changes) => expected(solid, changes) !== undefined),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 12 }),
      async (changes, failAt, again) => {
        const root = temporaryRoot(solid);
        const before = filesAt(root);
        // The second failure comes while the first is being put right.
        const code = await commit(root, changes, failAt, failAt + again);
        const wanted = code === undefined ? expected(solid, changes) : before;
        const now = filesAt(root);
        expect(again === 0 ? now : wanted).toEqual(wanted);
        expect(await commit(root, [create("later", "later")])).toBeUndefined();
        const later = filesAt(root).filter((line) => line !== "later: later");
        expect([wanted, expected(solid, changes)]).toContainEqual(later);
        rmSync(root, { recursive: true });
      },
    ),
    { numRuns: 80 },
  );
}, 30_000);

function temporaryRoot(tree: Readonly<Record<string, string>>): string {
  const root = join(home(), `${(count += 1)}`);
  writeTree(root, { "./": "", ...tree });
  return root;
}

let count = 0;
const home = temporaryFolder;

function isTwice(paths: readonly string[]): boolean {
  return new Set(paths).size < paths.length;
}
