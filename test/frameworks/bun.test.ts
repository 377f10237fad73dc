import { expect, vi } from "vitest";

import { bun } from "../../src/frameworks/bun.ts";
import { copyProject, linesOf, ranOf, runFramework } from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const test = testWith("bun");

test("bun: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(bun, await copyProject("tests-bun"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
      [
        "error test/voucher.test.js Cannot find module '../src/voucher.js' from 'test/voucher.test.js'",
        "failed test/basket.test.js:10 basket > holds what was put in (AssertionError: expect(received).toEqual(expected) @ test/basket.test.js:12)",
        "failed test/basket.test.js:18 basket > takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
        "failed test/basket.test.js:30 basket > total > of 2 teas (a $pecial price) is 490 (AssertionError: expect(received).toBe(expected) @ test/basket.test.js:31)",
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
        "diff": "  [
        {
          "article": "tea",
          "cents": 250,
          "count": 1,
        },
        {
          "article": "milk",
          "cents": 120,
    -     "count": 3,
    +     "count": 2,
        },
      ]

    - Expected  - 1
    + Received  + 1",
        "frames": [
          {
            "column": 26,
            "line": 12,
            "path": "test/basket.test.js",
          },
        ],
        "message": "expect(received).toEqual(expected)",
        "type": "AssertionError",
      },
    ]
  `);
});

test("bun: a reported name selects its test alone, a part of it all that have it", async () => {
  const project = await copyProject("tests-bun");
  const whole = await runFramework(bun, project, {
    names: ["total", "basket > total > of 1 teas (a $pecial price) is 250"],
    exactNames: true,
  });
  expect(ranOf(whole.report)).toMatchInlineSnapshot(`
      [
        "test/basket.test.js basket > total > of 1 teas (a $pecial price) is 250",
        "test/receipt.test.js total",
      ]
    `);
  const part = await runFramework(bun, project, {
    names: ["pecial price", "no such test"],
  });
  expect(ranOf(part.report)).toMatchInlineSnapshot(`
      [
        "test/basket.test.js basket > total > of 1 teas (a $pecial price) is 250",
        "test/basket.test.js basket > total > of 2 teas (a $pecial price) is 490",
      ]
    `);
});

test("bun: a file is a path, and no match of a name is no test", async () => {
  const { report, exitCode } = await runFramework(bun, await copyProject("tests-bun"), {
    files: ["test/receipt.test.js"],
    names: ["no such test (at all"],
  });
  expect(ranOf(report)).toEqual([]);
  expect(report.suiteErrors).toEqual([]);
  expect({ exitCode, ended: report.ended }).toMatchInlineSnapshot(`
      {
        "ended": true,
        "exitCode": 1,
      }
    `);
});
