import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { mergeLines } from "../../src/transaction/merge-lines.ts";
import { temporaryFolder } from "../workspace/support.ts";

/** Merges texts of one character a line; a clash is told by its places. */
function merge(base: string, ours: string, theirs: string): string {
  const merged = mergeLines(lettersOf(base), lettersOf(ours), lettersOf(theirs));
  return merged.kind === "merged"
    ? merged.lines.join("")
    : `clash ${merged.places.map(({ line, endLine }) => `${line}-${endLine}`).join(" ")}`;
}

function lettersOf(text: string): readonly string[] {
  return Array.from(text);
}

const cases: readonly (readonly [
  title: string,
  base: string,
  ours: string,
  theirs: string,
  merged: string,
])[] = [
  ["nothing changed", "abc", "abc", "abc", "abc"],
  ["only ours", "abc", "aXc", "abc", "aXc"],
  ["only theirs", "abc", "abc", "aXc", "aXc"],
  ["in different lines", "abcdefg", "aXcdefg", "abcdeYg", "aXcdeYg"],
  ["ours longer above", "abcdefg", "XYZabcdefg", "abcdeg", "XYZabcdeg"],
  ["ours shorter above", "abcdefg", "cdefg", "abcdeZfg", "cdeZfg"],
  ["both alike", "abcdefg", "abXdefg", "abXdefg", "abXdefg"],
  ["both alike, and more", "abcdefg", "abXdefgh", "ZabXdefg", "ZabXdefgh"],
  ["the same line", "abcdefg", "abXdefg", "abYdefg", "clash 3-3"],
  ["neighbours", "abcdefg", "abXdefg", "abcYefg", "clash 3-3"],
  ["insertions at one place", "abcd", "abXcd", "abYcd", "clash 3-3"],
  ["removed where it was changed", "abcdefg", "abefg", "abXdefg", "clash 2-2"],
  ["a change over two of ours", "abcdefgh", "aXcdeYgh", "aKLMNh", "clash 2-6"],
  ["two clashes and a good one", "abcdefghijk", "aXcdeYghijk", "aVcdeWghZjk", "clash 2-2 6-6"],
  ["everything went", "abc", "", "abX", "clash 1-1"],
  ["at the ends", "abcde", "Xabcde", "abcdeY", "XabcdeY"],
];

test.each(cases)("%s", (_title, base, ours, theirs, merged) => {
  expect(merge(base, ours, theirs)).toBe(merged);
});

const line = fc.constantFrom("a\n", "b\n", "c\n", "d\n", "e\n");
const text = fc.array(line, { minLength: 6, maxLength: 24 });

test("property: changes of one side are made as they are; the sides may change places", () => {
  fc.assert(
    fc.property(text, text, text, (base, one, other) => {
      expect(mergeLines(base, one, base)).toEqual({ kind: "merged", lines: one });
      expect(mergeLines(base, base, other)).toEqual({ kind: "merged", lines: other });
      expect(mergeLines(base, one, one)).toEqual({ kind: "merged", lines: one });
      const there = mergeLines(base, one, other);
      const back = mergeLines(base, other, one);
      expect(there.kind).toBe(back.kind);
      expect(there.kind === "merged" && there.lines).toEqual(back.kind === "merged" && back.lines);
    }),
    { numRuns: 500 },
  );
});

test("property: texts with no line twice are merged as git merges them", () => {
  const folder = temporaryFolder();
  const names = ["ours", "base", "theirs"].map((name) => join(folder, name));
  const edit = fc.record({ at: fc.nat(29), take: fc.nat(2), put: fc.nat(2) });
  const edits = fc.array(edit, { maxLength: 3 });
  const base = Array.from({ length: 30 }, (_, at) => `line ${at}\n`);
  let merges = 0;
  fc.assert(
    fc.property(edits, edits, (mine, wanted) => {
      const [ours, theirs] = [changed(base, mine, "ours"), changed(base, wanted, "theirs")];
      [ours, base, theirs].forEach((lines, index) =>
        writeFileSync(names[index] ?? "", lines.join("")),
      );
      const git = spawnSync("git", ["merge-file", "-p", ...names], { encoding: "utf8" });
      const merged = mergeLines(base, ours, theirs);
      const outcome = merged.kind === "merged" ? merged.lines.join("") : "clash";
      expect(outcome).toBe(git.status === 0 ? git.stdout : "clash");
      merges += merged.kind === "merged" ? 1 : 0;
    }),
    { numRuns: 150 },
  );
  expect(merges).toBeGreaterThan(20);
}, 30_000);

function changed(
  base: readonly string[],
  edits: readonly { readonly at: number; readonly take: number; readonly put: number }[],
  who: string,
): string[] {
  const lines = [...base];
  for (const [number, { at, take, put }] of edits.entries()) {
    const fresh = Array.from({ length: put }, (_, index) => `${who} ${number} ${index}\n`);
    lines.splice(at, take, ...fresh);
  }
  return lines;
}
