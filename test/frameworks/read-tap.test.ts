import { expect, test } from "vitest";

import { readTap } from "../../src/frameworks/read-tap.ts";
import { linesOf } from "../support/run-framework.ts";

const where = { root: "/shop", cwd: "/shop" };

test("tests with subtests, directives and diagnostics", () => {
  const report = readTap(
    `TAP version 14
# a comment
ok 1 - opens # time=1.5ms
not ok 2 - adds \\# two
  ---
  message: |-
    Expected values to be strictly equal:

    2 !== 3
  name: 'AssertionError'
  expected: 3
  actual: "2"
  duration_ms: 4
  stack: |-
    add (/shop/src/basket.js:7:3)
    /shop/test/basket.js:9:1
  ...
noise of a test: not ok
ok 3 - later # TODO not yet
not ok 4 - much later # todo
ok # SKIP no drawer
# Subtest: total
    ok 1 - of tea
    not ok 2 - of milk
      ---
      {"message":"TypeError: sour","at":{"file":"./test/milk.ts","line":4}}
      ...
    1..2
not ok 6 - total
ok 7 - empty {
}
1..7
`,
    where,
  );
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed ? adds # two (AssertionError: Expected values to be strictly equal: @ src/basket.js:7)",
      "failed test/milk.ts:4 total > of milk (?: TypeError: sour)",
      "passed ? empty",
      "passed ? opens",
      "passed ? total > of tea",
      "skipped ? test",
      "todo ? later",
      "todo ? much later",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: 8 });
  expect(report.tests[1]?.failures).toMatchInlineSnapshot(`
    [
      {
        "actual": "2",
        "expected": "3",
        "frames": [
          {
            "column": 3,
            "function": "add",
            "line": 7,
            "path": "src/basket.js",
          },
          {
            "column": 1,
            "line": 9,
            "path": "test/basket.js",
          },
        ],
        "message": "Expected values to be strictly equal:

    2 !== 3",
        "type": "AssertionError",
      },
    ]
  `);
});

test.each([
  ["1..3\nok 1\nok 2\n", { ended: false, started: 3 }],
  ["ok 1\nok 2\n", { ended: false, started: 2 }],
  [
    "ok 1\n1..1\nBail out! No power\n",
    { ended: false, suiteErrors: [{ message: "Bail out! No power", frames: [] }] },
  ],
  ["1..0 # SKIP nothing here\n", { ended: true, started: 0, tests: [] }],
  ["", { ended: false, started: 0 }],
  ["ok 1 - a\n  ---\n  message: never closed\n", { ended: false, started: 1 }],
])("%j", (text, expected) => {
  expect(readTap(text, where)).toMatchObject(expected);
});

test("what a test prints is not a diagnostic", () => {
  const { tests } = readTap("ok 1 - a\nprinted\n  ---\nok 2 - b\n1..2\n", where);
  expect(tests.map(({ name }) => name)).toEqual(["a", "b"]);
});

test("depth, size and odd keys do no harm", () => {
  const deep = Array.from({ length: 1000 }, (_, depth) => `${"    ".repeat(depth)}ok 1 - a`).join(
    "\n",
  );
  expect(readTap(deep, where).tests.length).toBeLessThan(100);
  const long = `not ok 1 - ${"x".repeat(100_000)}\n1..1`;
  expect(readTap(long, where).tests).toEqual([]);
  const odd = readTap("not ok 1 - a\n  ---\n  __proto__: x\n  constructor: y\n  ...\n1..1", where);
  expect(odd.tests[0]?.failures[0]?.message).toBe("not ok");
});
