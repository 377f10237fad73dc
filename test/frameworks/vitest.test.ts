import { expect, test } from "vitest";

import { vitest } from "../../src/frameworks/vitest.ts";
import { copyProject, linesOf, runFramework } from "../support/run-framework.ts";

test("vitest: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(vitest, await copyProject("tests-vitest"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error test/voucher.test.js Cannot find module '../src/voucher.js' imported from test/voucher.test.js",
      "failed test/basket.test.js:10 basket > holds what was put in (AssertionError: expected [ { article: 'tea', …(2) }, …(1) ] to deeply equal [ { article: 'tea', …(2) }, …(1) ] @ test/basket.test.js:12)",
      "failed test/basket.test.js:18 basket > takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
      "failed test/basket.test.js:30 basket > total > of 2 teas (a $pecial price) is 490 (AssertionError: expected 500 to be 490 // Object.is equality @ test/basket.test.js:31)",
      "passed test/basket.test.js:30 basket > total > of 1 teas (a $pecial price) is 250",
      "passed test/basket.test.js:6 basket > is empty at first",
      "passed test/receipt.test.js:3 total",
      "passed test/receipt.test.js:7 total of nothing",
      "skipped test/basket.test.js:22 basket > gives vouchers back",
      "todo test/basket.test.js:24 basket > weighs apples",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(1);
  const failed = report.tests.find(({ name }) => name.endsWith("holds what was put in"));
  expect(failed?.failures).toMatchInlineSnapshot(`
    [
      {
        "actual": "[
      {
        "article": "tea",
        "cents": 250,
        "count": 1,
      },
      {
        "article": "milk",
        "cents": 120,
        "count": 2,
      },
    ]",
        "diff": "- Expected
    + Received

    @@ -5,8 +5,8 @@
          "count": 1,
        },
        {
          "article": "milk",
          "cents": 120,
    -     "count": 3,
    +     "count": 2,
        },
      ]",
        "expected": "[
      {
        "article": "tea",
        "cents": 250,
        "count": 1,
      },
      {
        "article": "milk",
        "cents": 120,
        "count": 3,
      },
    ]",
        "frames": [
          {
            "column": 26,
            "line": 12,
            "path": "test/basket.test.js",
          },
        ],
        "message": "expected [ { article: 'tea', …(2) }, …(1) ] to deeply equal [ { article: 'tea', …(2) }, …(1) ]",
        "type": "AssertionError",
      },
    ]
  `);
}, 60_000);
