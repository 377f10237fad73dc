import { expect, test } from "vitest";

import { ava } from "../../src/frameworks/ava.ts";
import { copyProject, linesOf, runFramework } from "../support/run-framework.ts";

test("ava: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(ava, await copyProject("tests-ava"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error test/voucher.js Cannot find module 'src/voucher.js' imported from test/voucher.js",
      "failed test/basket.js holds what was put in (AssertionError: t.deepEqual() @ test/basket.js:11)",
      "failed test/basket.js takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
      "failed test/basket.js total of 2 teas (a *pecial price) is 490 (AssertionError: t.is() @ test/basket.js:31)",
      "passed test/basket.js is empty at first",
      "passed test/basket.js total of 1 teas (a *pecial price) is 250",
      "passed test/receipt.js total",
      "passed test/receipt.js total of nothing",
      "skipped test/basket.js gives vouchers back",
      "todo test/basket.js weighs apples",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(1);
  const failed = report.tests.find(({ name }) => name.endsWith("holds what was put in"));
  expect(failed?.failures).toMatchInlineSnapshot(`
    [
      {
        "diff": "  [
        {
          article: 'tea',
          cents: 250,
          count: 1,
        },
        {
          article: 'milk',
          cents: 120,
    -     count: 2,
    +     count: 3,
        },
      ]",
        "frames": [
          {
            "column": 5,
            "line": 11,
            "path": "test/basket.js",
          },
        ],
        "message": "t.deepEqual()",
        "type": "AssertionError",
      },
    ]
  `);
}, 60_000);
