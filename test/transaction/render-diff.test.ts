import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { diffLines, type LineChange } from "../../src/transaction/diff-lines.ts";
import { findMiddle } from "../../src/transaction/find-middle.ts";
import { type FileDiff, type FileState, renderDiff } from "../../src/transaction/render-diff.ts";
import { temporaryFolder } from "../workspace/support.ts";
import { at, treeAt } from "./support.ts";

function file(text: string, mode = 0o644): FileState {
  return { bytes: Buffer.from(text), mode };
}

/** What real git makes of a diff, in a folder with the old file: the tree, or what git complains about. */
function applied(diff: FileDiff): string[] {
  const root = temporaryFolder();
  if (diff.before !== null) {
    const path = join(root, diff.from ?? diff.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, diff.before.bytes, { mode: diff.before.mode });
  }
  execFileSync("git", ["apply", "--whitespace=nowarn", "-"], {
    cwd: root,
    input: renderDiff(diff),
    env: { PATH: process.env["PATH"] ?? "", GIT_CEILING_DIRECTORIES: dirname(root) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const tree = treeAt(root);
  rmSync(root, { recursive: true });
  return tree;
}

const twelve = Array.from({ length: 12 }, (_, index) => `line ${index + 1}\n`).join("");

describe("renderDiff", () => {
  test("shows three lines of context, and near changes in one hunk", () => {
    const after = twelve
      .replace("line 2\n", "second\n")
      .replace("line 9\n", "line 9\nand a half\n");
    const near = after.replace("line 7\n", "");
    expect(renderDiff({ path: at("till.ts"), before: file(twelve), after: file(after) }))
      .toMatchInlineSnapshot(`
      "diff --git a/till.ts b/till.ts
      --- a/till.ts
      +++ b/till.ts
      @@ -1,5 +1,5 @@
       line 1
      -line 2
      +second
       line 3
       line 4
       line 5
      @@ -7,6 +7,7 @@
       line 7
       line 8
       line 9
      +and a half
       line 10
       line 11
       line 12
      "
    `);
    expect(renderDiff({ path: at("till.ts"), before: file(twelve), after: file(near) }))
      .toMatchInlineSnapshot(`
      "diff --git a/till.ts b/till.ts
      --- a/till.ts
      +++ b/till.ts
      @@ -1,12 +1,12 @@
       line 1
      -line 2
      +second
       line 3
       line 4
       line 5
       line 6
      -line 7
       line 8
       line 9
      +and a half
       line 10
       line 11
       line 12
      "
    `);
  });

  test("puts a new function where a person would", () => {
    const before = "function a() {\n  one();\n}\n\nfunction c() {\n  three();\n}\n";
    const after = before.replace("function c", "function b() {\n  two();\n}\n\nfunction c");
    expect(renderDiff({ path: at("f.js"), before: file(before), after: file(after) }))
      .toMatchInlineSnapshot(`
      "diff --git a/f.js b/f.js
      --- a/f.js
      +++ b/f.js
      @@ -2,6 +2,10 @@
         one();
       }
       
      +function b() {
      +  two();
      +}
      +
       function c() {
         three();
       }
      "
    `);
  });

  const whole: readonly (readonly [title: string, diff: FileDiff])[] = [
    ["a created file", { path: at("a b/new.ts"), before: null, after: file("new\n") }],
    ["a created empty file", { path: at("empty"), before: null, after: file("", 0o755) }],
    ["a deleted file", { path: at("old.ts"), before: file("old"), after: null }],
    [
      "a renamed file",
      { path: at("lib/to.ts"), from: at("from.ts"), before: file(twelve), after: file(twelve) },
    ],
    [
      "a renamed and changed file",
      { path: at("to.ts"), from: at("from.ts"), before: file(twelve), after: file(`${twelve}end`) },
    ],
    ["a changed mode", { path: at("run.sh"), before: file("x"), after: file("x", 0o755) }],
    [
      "a name to be quoted",
      { path: at('t"a\tb\n\\é.ts'), before: file("1\n"), after: file("2\n") },
    ],
    ["an emptied file", { path: at("full.ts"), before: file("full\n"), after: file("") }],
    ["a lost final newline", { path: at("end.ts"), before: file("a\nb\n"), after: file("a\nb") }],
  ];

  test.each(whole)("%s is applied by git", (_title, diff) => {
    const only = applied(diff).find((line) => !line.endsWith("/"));
    const executable = ((diff.after?.mode ?? 0) & 0o111) !== 0;
    expect(only).toBe(
      diff.after === null
        ? undefined
        : `${diff.path}${executable ? " x" : ""}: ${diff.after.bytes.toString()}`,
    );
    expect(renderDiff(diff)).toMatchSnapshot();
  });

  test("a binary file is named, and what is the same is nothing", () => {
    const binary: FileState = { bytes: Buffer.from([0, 1, 2]), mode: 0o644 };
    expect(renderDiff({ path: at("logo.png"), before: binary, after: file("text") }))
      .toMatchInlineSnapshot(`
      "diff --git a/logo.png b/logo.png
      Binary files a/logo.png and b/logo.png differ
      "
    `);
    expect(renderDiff({ path: at("logo.png"), before: binary, after: binary })).toBe("");
  });
});

const line = fc.constantFrom("{\n", "}\n", "\n", "  a();\n", "  b();\n", "c\r\n", "é\n", "--- d\n");
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom("", "no newline"))
  .map(([lines, end]) => lines.join("") + end);

test("property: git makes the new text of the old one", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const diff = { path: at("f.ts"), before: file(before), after: file(after) };
      expect(applied(diff)).toEqual([`f.ts: ${after}`]);
    }),
    { numRuns: 60 },
  );
});

const lines = fc.array(line, { maxLength: 60 });

test("property: the changes make the new lines of the old ones, and leave something between them", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rebuilt: string[] = [];
      let next = 0;
      for (const { oldStart, oldEnd, newStart, newEnd } of diffLines(before, after)) {
        expect(next === 0 || oldStart > next).toBe(true);
        rebuilt.push(...before.slice(next, oldStart), ...after.slice(newStart, newEnd));
        next = oldEnd;
      }
      expect([...rebuilt, ...before.slice(next)]).toEqual(after);
    }),
  );
});

const letters = fc
  .array(fc.constantFrom(1, 2, 3), { maxLength: 40 })
  .map((all) => Int32Array.from(all));

test("property: halving at the middle again and again gives a shortest list of changes", () => {
  fc.assert(
    fc.property(letters, letters, (old, fresh) => {
      const whole = { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: fresh.length };
      const shortest = old.length + fresh.length - 2 * longestCommon([...old], [...fresh]);
      expect(countEdits(old, fresh, whole)).toBe(shortest);
    }),
  );
});

function countEdits(old: Int32Array, fresh: Int32Array, range: LineChange): number {
  let { oldStart, oldEnd, newStart, newEnd } = range;
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === fresh[newStart]) {
    oldStart += 1;
    newStart += 1;
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === fresh[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  if (oldStart === oldEnd || newStart === newEnd) {
    return oldEnd - oldStart + newEnd - newStart;
  }
  const halves = findMiddle(old, fresh, { oldStart, oldEnd, newStart, newEnd }) ?? [];
  return halves.reduce((sum, half) => sum + countEdits(old, fresh, half), 0);
}

function longestCommon(a: readonly number[], b: readonly number[]): number {
  let row = [0, ...b.map(() => 0)];
  for (const one of a) {
    const next = [0];
    for (const [index, other] of b.entries()) {
      const skipped = Math.max(row[index + 1] ?? 0, next[index] ?? 0);
      next.push(one === other ? (row[index] ?? 0) + 1 : skipped);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

test("two texts of 200,000 lines with nothing in common take no longer than reading them", () => {
  const startMs = performance.now();
  const changes = diffLines(repeated("old"), repeated("new"));
  expect(changes).toEqual([{ oldStart: 0, oldEnd: 200_000, newStart: 0, newEnd: 200_000 }]);
  expect(performance.now() - startMs).toBeLessThan(5000);
});

function repeated(word: string): string[] {
  return Array.from({ length: 200_000 }, (_, index) => `${word} ${index % 7}\n`);
}
