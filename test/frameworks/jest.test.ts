import { expect, test } from "vitest";

import { jest } from "../../src/frameworks/jest.ts";
import { copyProject, linesOf, runFramework } from "../support/run-framework.ts";

test("jest: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(jest, await copyProject("tests-jest"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error test/voucher.test.js Cannot find module '../src/voucher.js' from 'test/voucher.test.js'",
      "failed test/basket.test.js:16 basket > takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
      "failed test/basket.test.js:28 basket > total > of 2 teas (a $pecial price) is 490 (Error: expect(received).toBe(expected) // Object.is equality @ test/basket.test.js:29)",
      "failed test/basket.test.js:8 basket > holds what was put in (Error: expect(received).toEqual(expected) // deep equality @ test/basket.test.js:10)",
      "passed test/basket.test.js:28 basket > total > of 1 teas (a $pecial price) is 250",
      "passed test/basket.test.js:4 basket > is empty at first",
      "passed test/receipt.test.js:1 total",
      "passed test/receipt.test.js:5 total of nothing",
      "skipped test/basket.test.js:20 basket > gives vouchers back",
      "todo test/basket.test.js:22 basket > weighs apples",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(1);
  const failed = report.tests.find(({ name }) => name.endsWith("holds what was put in"));
  expect(failed?.failures).toMatchInlineSnapshot(`
    [
      {
        "actual": "[
      { article: 'tea', cents: 250, count: 1 },
      { article: 'milk', cents: 120, count: 2 }
    ]",
        "diff": "- Expected  - 1
    + Received  + 1

    @@ -5,8 +5,8 @@
          "count": 1,
        },
        Object {
          "article": "milk",
          "cents": 120,
    -     "count": 3,
    +     "count": 2,
        },
      ]",
        "expected": "[
      { article: 'tea', cents: 250, count: 1 },
      { article: 'milk', cents: 120, count: 3 }
    ]",
        "frames": [
          {
            "column": 26,
            "function": "Object.<anonymous>",
            "line": 10,
            "path": "test/basket.test.js",
          },
        ],
        "message": "expect(received).toEqual(expected) // deep equality",
        "type": "Error",
      },
    ]
  `);
}, 60_000);
