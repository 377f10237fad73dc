import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import {
  isRacy,
  sameStamp,
  stampOfAbsolute,
  stampPath,
  type Stamp,
} from "../../src/workspace/stamp.ts";
import { sweepDirectories, sweepStamps } from "../../src/workspace/sweep.ts";
import { at, treeOf } from "./support.ts";

const stamp = (change: Partial<Stamp>): Stamp => ({
  size: 3,
  mtimeMs: 5000.25,
  ctimeMs: 5000.25,
  ino: 7,
  ...change,
});

test("a stamp differs in size, times and inode", () => {
  expect(sameStamp(stamp({}), stamp({}))).toBe(true);
  const others = [
    stamp({ size: 4 }),
    stamp({ mtimeMs: 5000.5 }),
    stamp({ ctimeMs: 5001 }),
    stamp({ ino: 8 }),
  ];
  expect(others.map((other) => sameStamp(stamp({}), other))).toEqual([false, false, false, false]);
});

test.each([
  ["written long before it was read", stamp({}), 5100, false],
  ["written within a clock tick", stamp({}), 5005, true],
  ["whole seconds, read within two", stamp({ mtimeMs: 5000, ctimeMs: 5000 }), 6900, true],
  ["whole seconds, read later", stamp({ mtimeMs: 5000, ctimeMs: 5000 }), 7100, false],
  ["an old time set just now", stamp({ mtimeMs: 1000.5, ctimeMs: 5000.25 }), 5005, true],
  ["a time in the future", stamp({ mtimeMs: 9000.5 }), 6000, true],
])("racy or not: %s", (_name, written, readAtMs, racy) => {
  expect(isRacy(written, readAtMs)).toBe(racy);
});

test("a link has the stamp of what it leads to, and nothing has none", () => {
  const root = treeOf({ "till.ts": "till" });
  symlinkSync("till.ts", join(root, "link"));
  symlinkSync("nowhere", join(root, "dangling"));
  symlinkSync("circle", join(root, "circle"));
  expect(stampPath(root, at("link"))).toEqual(stampPath(root, at("till.ts")));
  expect(stampPath(root, at("dangling"))).toBeUndefined();
  expect(stampPath(root, at("till.ts/below"))).toBeUndefined();
  expect(stampPath(root, at("circle"))).toMatchObject({ size: -1 });
  expect(stampOfAbsolute(join(root, "till.ts"))).toMatchObject({ size: 4 });
});

test("a sweep finds what changed and what is gone", () => {
  const root = treeOf({ "a.ts": "a", "b.ts": "b", "c.ts": "c" });
  const paths = ["a.ts", "b.ts", "c.ts", "d.ts"].map(at);
  const known = paths.map((path) => [path, stampPath(root, path) ?? stamp({})] as const);
  writeFileSync(join(root, "b.ts"), "longer");
  utimesSync(join(root, "c.ts"), 1, 1);
  const { changed, gone } = sweepStamps(root, known);
  expect({ changed: [...changed.keys()], gone }).toEqual({
    changed: ["b.ts", "c.ts"],
    gone: ["d.ts"],
  });
});

test("a sweep of folders sees that something appeared", async () => {
  const root = treeOf({ "shop/till.ts": "" });
  const known = ["", "shop"].map(
    (path) => [at(path), stampPath(root, at(path)) ?? stamp({})] as const,
  );
  writeFileSync(join(root, "shop/till.ts"), "content only");
  expect(sweepDirectories(root, known)).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 20));
  mkdirSync(join(root, "shop/new"));
  expect(sweepDirectories(root, known)).toBe(true);
});
