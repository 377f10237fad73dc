import { expect, test } from "vitest";

import { FactsCache } from "../../src/parsing/facts-cache.ts";
import type { PackedFacts } from "../../src/parsing/parse-job.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";

const stamp = { size: 10, mtimeMs: 1000.5, ctimeMs: 1000.5, ino: 7 };
const cart = asRepoPath("cart.ts");
const till = asRepoPath("till.ts");
const shelf = asRepoPath("shelf.ts");

function facts(hash: string): PackedFacts {
  return { language: "typescript", hash, bytes: new Uint8Array(10) };
}

function keep(cache: FactsCache, path: typeof cart, result: PackedFacts, readAtMs = 5000): void {
  cache.keep({ path, stamp, readAtMs, result }, result);
}

test("facts are found by the stamp of the file alone", () => {
  const cache = new FactsCache(1_000_000);
  const known = facts("a");
  keep(cache, cart, known);
  expect(cache.findFresh(cart, { ...stamp })).toBe(known);
  expect(cache.findFresh(cart, { ...stamp, size: 11 })).toBeUndefined();
  expect(cache.findFresh(till, stamp)).toBeUndefined();
  expect(cache.findLast(cart)).toBe(known);
});

test("a file read right after it was written is read again", () => {
  const cache = new FactsCache(1_000_000);
  keep(cache, cart, facts("a"), 1001);
  expect(cache.findFresh(cart, stamp)).toBeUndefined();
  expect(cache.findLast(cart)?.hash).toBe("a");
});

test("the facts used longest ago go first", () => {
  const cache = new FactsCache(20);
  keep(cache, cart, facts("a"));
  keep(cache, till, facts("b"));
  cache.findFresh(cart, stamp);
  keep(cache, shelf, facts("c"));
  expect([cart, till, shelf].map((path) => cache.findLast(path)?.hash)).toEqual([
    "a",
    undefined,
    "c",
  ]);
});
