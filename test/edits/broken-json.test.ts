import { expect, test } from "vitest";

import { findBrokenJson } from "../../src/edits/broken-json.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";

function check(path: string, before: string | undefined, after: string): string {
  const found = findBrokenJson({
    path: asRepoPath(path),
    op: "update",
    ...(before !== undefined && { before }),
    after,
    ranges: [{ line: 1, endLine: 1 }],
    added: 1,
    removed: 1,
    matched: [],
    warnings: [],
  });
  return found === undefined ? "sound" : found.strict ? "broken" : "warned";
}

test.each([
  ["a sound file that is none any more", "prices.json", "{}", "{", "broken"],
  ["a comment in plain JSON", "prices.json", "{}", "{} // price", "broken"],
  ["a trailing comma in plain JSON", "prices.json", "[1]", "[1,]", "broken"],
  ["a new file", "prices.json", undefined, "{'a': 1}", "broken"],
  ["a file that was broken", "prices.json", "{", "{{", "sound"],
  ["an empty file", "prices.json", "{}", "", "sound"],
  ["a comment where one may be", "tsconfig.json", "{}", "{} // strict", "sound"],
  ["a comment next to others", "odd.json", "{} // price", "{}, // price", "warned"],
  [
    "a trailing comma next to comments",
    "odd.json",
    "{} // price",
    '{"a": [1, ], } // price',
    "sound",
  ],
  ["a bracket too few in a configuration", "tsconfig.json", "{}", "{", "warned"],
  ["a URL in a string", "tsconfig.json", "{} //", '{"a": "http://x", } //', "sound"],
  ["another kind of file", "prices.ts", "{}", "{", "sound"],
])("%s: %s", (_title, path, before, after, expected) => {
  expect(check(path, before, after)).toBe(expected);
});
