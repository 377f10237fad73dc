import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { bench } from "../git/support.ts";
import { runsOf } from "../matching/runs.ts";
import { treeAt } from "../transaction/support.ts";
import { apply } from "./support.ts";

/** A file; `->` and a target for a link. */
interface Item {
  readonly text: string;
  readonly executable: boolean;
}

type Tree = Readonly<Record<string, Item>>;

/** Few paths, some in each other, and few lines, so that git finds renames, copies and changes of type. */
const path = fc.constantFrom(
  "a",
  "b",
  "c d",
  "e",
  "e/f",
  "e/g",
  "h/i/j",
  "h",
  "ü",
  'q"t\tb',
  "k\\l",
);

const lines = fc.array(fc.constantFrom("one", "two", "", "  in", "\ttab", "}", "é", "a\rb"), {
  maxLength: 14,
});

const text = fc
  .tuple(lines, fc.constantFrom("\n", "\n", "\r\n"), fc.boolean())
  .map(([all, eol, final]) => all.join(eol) + (final && all.length > 0 ? eol : ""));

const item: fc.Arbitrary<Item> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ text, executable: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("-> a", "-> nowhere").map((to) => ({ text: to, executable: false })),
  },
  {
    weight: 1,
    arbitrary: text.map((some) => ({ text: `${some}\0`, executable: false })),
  },
);

const tree = fc.dictionary(path, item, { maxKeys: 6 }).map(withoutClashes);

function withoutClashes(all: Tree): Tree {
  const paths = Object.keys(all);
  return Object.fromEntries(
    Object.entries(all).filter(([one]) => !paths.some((other) => one.startsWith(`${other}/`))),
  );
}

test("what git finds between two trees makes one of the other, to the byte", async () => {
  const { git, repository, folder } = bench();
  const original = repository("original", { a: "" });
  const treeId = (files: Tree): string => {
    lay(original, files);
    git(original, "add", "-A");
    return git(original, "write-tree").trim();
  };
  const root = join(folder, "shop");
  const goal = join(folder, "goal");
  await fc.assert(
    fc.asyncProperty(
      tree,
      tree,
      fc.constantFrom("-M", "-C", "-B", "--no-renames"),
      fc.constantFrom("exact" as const, "safe" as const),
      async (before, after, how, match) => {
        const ids = [treeId(before), treeId(after)];
        const patch = git(original, "diff-tree", "-p", "--binary", "--full-index", how, ...ids);
        fc.pre(patch !== "");
        lay(root, before);
        lay(goal, after);
        expect(await apply(root, patch, { match })).toEqual(treeAt(goal));
      },
    ),
    { numRuns: runsOf(30) },
  );
}, 600_000);

/** Makes a folder hold these files and nothing else but git's folder. */
function lay(root: string, files: Tree): void {
  mkdirSync(root, { recursive: true });
  for (const name of readdirSync(root)) {
    if (name !== ".git") {
      rmSync(join(root, name), { recursive: true });
    }
  }
  for (const [name, { text: content, executable }] of Object.entries(files)) {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    if (content.startsWith("-> ")) {
      symlinkSync(content.slice(3), file);
    } else {
      writeFileSync(file, content);
      chmodSync(file, executable ? 0o755 : 0o644);
    }
  }
}
