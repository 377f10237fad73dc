import { expect, test } from "vitest";
import { findClosest } from "../../src/text/closest.ts";

const fields = ["query", "match", "include_source", "max_chars", "path"];

test.each([
  ["qery", "query"],
  ["Query", "query"],
  ["maxChars", "max_chars"],
  ["include-sources", "include_source"],
  ["paht", undefined],
  ["paths", "path"],
  ["colour", undefined],
  ["", undefined],
])("%j is near to %j", (word, closest) => {
  expect(findClosest(word, fields)).toBe(closest);
});
