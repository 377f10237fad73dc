import { expect, test } from "vitest";

import { nodeTest } from "../../src/frameworks/node-test.ts";
import { copyProject, linesOf, runFramework, withoutNodesDiff } from "../support/run-framework.ts";

test("node-test: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(nodeTest, await copyProject("tests-node-test"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error test/voucher.test.js Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'src/voucher.js' imported from test/voucher.test.js",
      "failed test/basket.test.js:11 basket > holds what was put in (AssertionError: Expected values to be strictly deep-equal: @ test/basket.test.js:13)",
      "failed test/basket.test.js:19 basket > takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
      "failed test/basket.test.js:32 basket > total > of 2 teas (a $pecial price) is 490 (AssertionError: Expected values to be strictly equal: @ test/basket.test.js:33)",
      "failed test/receipt.test.js:12 printing (Error: 1 subtest failed)",
      "failed test/receipt.test.js:13 printing › in colour (RangeError: The printer has no ink @ test/receipt.test.js:14)",
      "passed test/basket.test.js:32 basket > total > of 1 teas (a $pecial price) is 250",
      "passed test/basket.test.js:7 basket > is empty at first",
      "passed test/receipt.test.js:4 total",
      "passed test/receipt.test.js:8 total of nothing",
      "skipped test/basket.test.js:23 basket > gives vouchers back",
      "todo test/basket.test.js:25 basket > weighs apples",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(1);
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
            "function": "TestContext.<anonymous>",
            "line": 13,
            "path": "test/basket.test.js",
          },
        ],
        "message": "Expected values to be strictly deep-equal:",
        "type": "AssertionError",
      },
    ]
  `);
}, 60_000);
