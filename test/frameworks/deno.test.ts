import { expect, vi } from "vitest";

import { deno } from "../../src/frameworks/deno.ts";
import { copyProject, linesOf, ranOf, runFramework } from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const test = testWith("deno");

test("deno: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(deno, await copyProject("tests-deno"), {
    files: ["test/basket_test.js", "test/receipt_test.js"],
  });
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed test/basket_test.js:17 takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
      "failed test/basket_test.js:23 total (a $pecial price) (?: 1 test step failed.)",
      "failed test/basket_test.js:28 total (a $pecial price) > of 2 teas (AssertionError: Expected values to be strictly equal: @ test/basket_test.js:29)",
      "failed test/basket_test.js:9 holds what was put in (AssertionError: Expected values to be strictly deep-equal: @ test/basket_test.js:11)",
      "passed test/basket_test.js:28 total (a $pecial price) > of 1 teas",
      "passed test/basket_test.js:5 is empty at first",
      "passed test/receipt_test.js:1 total",
      "passed test/receipt_test.js:3 total of nothing",
      "skipped test/basket_test.js:21 gives vouchers back",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(1);
  const failed = report.tests.find(({ name }) => name.endsWith("holds what was put in"));
  expect(failed?.failures).toMatchInlineSnapshot(`
    [
      {
        "diff": "+ actual - expected
    ... Skipped lines

      [
        {
          article: 'tea',
          cents: 250,
          count: 1
    ...
          cents: 120,
    +     count: 2
    -     count: 3
        }
      ]",
        "frames": [
          {
            "column": 10,
            "line": 11,
            "path": "test/basket_test.js",
          },
        ],
        "message": "Expected values to be strictly deep-equal:",
        "type": "AssertionError",
      },
    ]
  `);
});

test("deno: a reported name selects its test alone, a part of it all that have it", async () => {
  const project = await copyProject("tests-deno");
  const whole = await runFramework(deno, project, {
    files: ["test/basket_test.js", "test/receipt_test.js"],
    names: ["total", "total (a $pecial price) > of 1 teas"],
    exactNames: true,
  });
  expect(ranOf(whole.report)).toMatchInlineSnapshot(`
      [
        "test/basket_test.js total (a $pecial price)",
        "test/basket_test.js total (a $pecial price) > of 1 teas",
        "test/basket_test.js total (a $pecial price) > of 2 teas",
        "test/receipt_test.js total",
      ]
    `);
  const part = await runFramework(deno, project, {
    files: ["test/basket_test.js", "test/receipt_test.js"],
    names: ["pecial price", "no such test"],
  });
  expect(ranOf(part.report)).toMatchInlineSnapshot(`
      [
        "test/basket_test.js total (a $pecial price)",
        "test/basket_test.js total (a $pecial price) > of 1 teas",
        "test/basket_test.js total (a $pecial price) > of 2 teas",
      ]
    `);
});

test("deno: a file is a path, and no match of a name is no test", async () => {
  const { report, exitCode } = await runFramework(deno, await copyProject("tests-deno"), {
    files: ["test/receipt_test.js"],
    names: ["no such test (at all"],
  });
  expect(ranOf(report)).toEqual([]);
  expect(report.suiteErrors).toEqual([]);
  expect({ exitCode, ended: report.ended }).toMatchInlineSnapshot(`
      {
        "ended": true,
        "exitCode": 0,
      }
    `);
});
