import { expect, test } from "vitest";

import { mocha } from "../../src/frameworks/mocha.ts";
import { copyProject, linesOf, runFramework, withoutNodesDiff } from "../support/run-framework.ts";

test("mocha: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(mocha, await copyProject("tests-mocha"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed test/basket.js basket > holds what was put in (AssertionError: Expected values to be strictly deep-equal: @ test/basket.js:12)",
      "failed test/basket.js basket > takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
      "failed test/basket.js basket > total > of 2 teas (a $pecial price) is 490 (AssertionError: Expected values to be strictly equal: @ test/basket.js:32)",
      "passed test/basket.js basket > is empty at first",
      "passed test/basket.js basket > total > of 1 teas (a $pecial price) is 250",
      "passed test/receipt.js total",
      "passed test/receipt.js total of nothing",
      "skipped test/basket.js basket > gives vouchers back",
      "skipped test/basket.js basket > weighs apples",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(3);
  const failed = report.tests.find(({ name }) => name.endsWith("holds what was put in"));
  expect(withoutNodesDiff(failed?.failures)).toMatchInlineSnapshot(`
    [
      {
        "actual": "[
      { article: 'tea', cents: 250, count: 1 },
      { article: 'milk', cents: 120, count: 2 }
    ]",
        "diff": "<that of Node>",
        "expected": "[
      { article: 'tea', cents: 250, count: 1 },
      { article: 'milk', cents: 120, count: 3 }
    ]",
        "frames": [
          {
            "column": 12,
            "function": "Context.<anonymous>",
            "line": 12,
            "path": "test/basket.js",
          },
        ],
        "message": "Expected values to be strictly deep-equal:",
        "type": "AssertionError",
      },
    ]
  `);
}, 60_000);
