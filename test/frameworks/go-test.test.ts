import { expect, test, vi } from "vitest";

import { goSelection } from "../../src/frameworks/go-selection.ts";
import { goTest } from "../../src/frameworks/go-test.ts";
import {
  copyProject,
  linesOf,
  makeProject,
  ranOf,
  runFramework,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const withGo = testWith("go");

withGo(
  "go test: every test with its place and reason, also beside a package that cannot be built",
  async () => {
    const { report, exitCode } = await runFramework(goTest, await copyProject("tests-go"));
    expect(linesOf(report)).toMatchInlineSnapshot(`
      [
        "error broken/broken_test.go example.com/shop/broken could not be built:",
        "failed ? example.com/shop/cart.ExampleShow (?: got:)",
        "failed cart/cart_test.go:14 example.com/shop/cart.TestDiffers (?: adding up @ cart/cart_test.go:14)",
        "failed cart/cart_test.go:27 example.com/shop/cart.TestEach (?: want 2 @ cart/cart_test.go:27)",
        "failed cart/cart_test.go:27 example.com/shop/cart.TestEach/a/b_(c) (?: want 2 @ cart/cart_test.go:27)",
        "failed till/till_test.go:12 example.com/shop/till.TestPanics (panic: runtime error: index out of range [0] with length 0 @ cart/cart.go:14)",
        "passed ? example.com/shop/cart.TestEach/one_tea",
        "passed ? example.com/shop/cart.TestSums",
        "passed ? example.com/shop/till.TestOpens",
        "skipped ? example.com/shop/cart.TestSkipped",
      ]
    `);
    expect(report).toMatchObject({ ended: true, started: report.tests.length });
    expect(exitCode).not.toBe(0);
    const panics = report.tests.find(({ name }) => name.endsWith(".TestPanics"));
    expect(panics?.failures).toMatchInlineSnapshot(`
      [
        {
          "frames": [
            {
              "line": 14,
              "path": "cart/cart.go",
            },
            {
              "line": 12,
              "path": "till/till_test.go",
            },
          ],
          "message": "runtime error: index out of range [0] with length 0",
          "type": "panic",
        },
      ]
    `);
  },
);

withGo("go test: names with their package and files select", async () => {
  const project = await copyProject("tests-go");
  const whole = await runFramework(goTest, project, {
    names: ["example.com/shop/cart.TestEach/a/b_(c)"],
    exactNames: true,
  });
  expect(ranOf(whole.report)).toMatchInlineSnapshot(`
    [
      "cart/cart_test.go example.com/shop/cart.TestEach",
      "cart/cart_test.go example.com/shop/cart.TestEach/a/b_(c)",
    ]
  `);
  const file = await runFramework(goTest, project, { files: ["broken/broken_test.go"] });
  expect(linesOf(file.report)).toMatchInlineSnapshot(`
    [
      "error broken/broken_test.go example.com/shop/broken could not be built:",
    ]
  `);
  const nothing = await runFramework(goTest, project, {
    files: ["cart/cart_test.go"],
    names: ["NoSuchTest"],
  });
  expect([nothing.exitCode, nothing.report.tests]).toEqual([0, []]);
});

withGo("go test: a package that fails outside of its tests is told", async () => {
  const { report } = await runFramework(
    goTest,
    await makeProject({
      "go.mod": "module example.com/till\n\ngo 1.19\n",
      "till_test.go":
        'package till\n\nimport (\n\t"fmt"\n\t"os"\n\t"testing"\n)\n\nfunc TestMain(m *testing.M) {\n\tm.Run()\n\tfmt.Println("the till is shut")\n\tos.Exit(1)\n}\n\nfunc TestOpens(t *testing.T) {}\n',
    }),
  );
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error ? example.com/till failed:",
      "passed ? example.com/till.TestOpens",
    ]
  `);
});

test("go test: what -run is for names and parts of them", () => {
  const cases = [
    ["example.com/shop/cart.TestTotal"],
    ["example.com/shop/cart.TestEach/one tea (a+b)"],
    ["example.com/shop/cart.TestA", "example.com/shop/till.TestB"],
    ["example.com/shop/cart.TestA/x", "example.com/shop/cart.TestB"],
    ["Total"],
    ["one tea"],
    ["-exec=/bin/sh"],
  ];
  expect(cases.map((names) => goSelection(names))).toMatchInlineSnapshot(`
    [
      {
        "notes": [],
        "packages": [
          "example.com/shop/cart",
        ],
        "pattern": "^TestTotal$",
      },
      {
        "notes": [],
        "packages": [
          "example.com/shop/cart",
        ],
        "pattern": "^TestEach$/^one_tea_\\(a\\+b\\)$",
      },
      {
        "notes": [],
        "packages": [
          "example.com/shop/cart",
          "example.com/shop/till",
        ],
        "pattern": "(?:^TestA$|^TestB$)",
      },
      {
        "notes": [
          "-run joins several subtests level by level, so that others of the same tests may have run.",
        ],
        "packages": [
          "example.com/shop/cart",
        ],
        "pattern": "(?:^TestA$|^TestB$)",
      },
      {
        "notes": [],
        "packages": [],
        "pattern": "Total",
      },
      {
        "notes": [],
        "packages": [],
        "pattern": "one_tea",
      },
      {
        "notes": [],
        "packages": [],
        "pattern": "-exec=/bin/sh",
      },
    ]
  `);
});
