import { expect, test } from "vitest";

import { playwright } from "../../src/frameworks/playwright.ts";
import { copyProject, linesOf, ranOf, runFramework } from "../support/run-framework.ts";

test("playwright: every test with its place and reason, in whatever way it ended", async () => {
  const { report, exitCode } = await runFramework(
    playwright,
    await copyProject("tests-playwright"),
    {
      files: ["e2e/basket.spec.js", "e2e/receipt.spec.js"],
    },
  );
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed e2e/basket.spec.js:10 basket > holds what was put in (Error: expect(received).toEqual(expected) // deep equality @ e2e/basket.spec.js:12)",
      "failed e2e/basket.spec.js:18 basket > takes nothing without a price (TypeError: No price for cheese: undefined @ src/basket.js:7)",
      "failed e2e/basket.spec.js:31 basket > total > of 2 teas (a $pecial price) is 490 (Error: expect(received).toBe(expected) // Object.is equality @ e2e/basket.spec.js:32)",
      "passed e2e/basket.spec.js:31 basket > total > of 1 teas (a $pecial price) is 250",
      "passed e2e/basket.spec.js:6 basket > is empty at first",
      "passed e2e/receipt.spec.js:3 total",
      "passed e2e/receipt.spec.js:7 total of nothing",
      "skipped e2e/basket.spec.js:22 basket > gives vouchers back",
      "todo e2e/basket.spec.js:24 basket > weighs apples",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(1);
  const failed = report.tests.find(({ name }) => name.endsWith("holds what was put in"));
  expect(failed?.failures).toMatchInlineSnapshot(`
    [
      {
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
        "frames": [
          {
            "column": 26,
            "line": 12,
            "path": "e2e/basket.spec.js",
          },
        ],
        "message": "expect(received).toEqual(expected) // deep equality",
        "type": "Error",
      },
    ]
  `);
}, 60_000);

test("playwright: a reported name selects its test alone", async () => {
  const project = await copyProject("tests-playwright");
  const whole = await runFramework(playwright, project, {
    files: ["e2e/basket.spec.js", "e2e/receipt.spec.js"],
    names: ["total", "basket > total > of 1 teas (a $pecial price) is 250"],
    exactNames: true,
  });
  expect(ranOf(whole.report)).toMatchInlineSnapshot(`
    [
      "e2e/basket.spec.js basket > total > of 1 teas (a $pecial price) is 250",
      "e2e/receipt.spec.js total",
    ]
  `);
}, 60_000);

test("playwright: a file is a path, and no match of a name is no test", async () => {
  const { report, exitCode } = await runFramework(
    playwright,
    await copyProject("tests-playwright"),
    {
      files: ["e2e/receipt.spec.js"],
      names: ["no such test (at all"],
    },
  );
  expect(ranOf(report)).toEqual([]);
  expect(report.suiteErrors).toEqual([]);
  expect({ exitCode, ended: report.ended }).toMatchInlineSnapshot(`
    {
      "ended": true,
      "exitCode": 1,
    }
  `);
}, 60_000);
