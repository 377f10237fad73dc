import { expect, vi } from "vitest";

import { unittest } from "../../src/frameworks/unittest.ts";
import {
  copyProject,
  linesOf,
  makeProject,
  ranOf,
  runFramework,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const withPython = testWith("python3");

withPython(
  "unittest: every test with its place and reason, also beside a file that cannot be imported",
  async () => {
    const { report, exitCode } = await runFramework(unittest, await copyProject("tests-unittest"));
    expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error tests/test_broken.py ModuleNotFoundError: No module named 'no_such_warehouse'",
      "error tests/test_cart.py In setUpClass (tests.test_cart.TillTest): RuntimeError: the till is shut",
      "failed tests/test_cart.py:10 tests.test_cart.CartTest.test_fails_with_a_difference (AssertionError: {'name': 'tea', 'price': 3} != {'name': 'tea', 'price': 4} @ tests/test_cart.py:11)",
      "failed tests/test_cart.py:13 tests.test_cart.CartTest.test_throws_in_the_source (ValueError: no price in 'tea' @ shop/cart.py:8)",
      "failed tests/test_cart.py:24 tests.test_cart.CartTest.test_each (AssertionError: (price=2) 2 != 1 @ tests/test_cart.py:27)",
      "passed tests/test_cart.py:7 tests.test_cart.CartTest.test_sums",
      "skipped tests/test_cart.py:16 tests.test_cart.CartTest.test_skipped",
      "todo tests/test_cart.py:20 tests.test_cart.CartTest.test_todo",
    ]
  `);
    expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
    expect(exitCode).toBe(1);
  },
);

withPython("unittest: names and files select", async () => {
  const project = await copyProject("tests-unittest");
  const whole = await runFramework(unittest, project, {
    names: ["tests.test_cart.CartTest.test_sums"],
    exactNames: true,
  });
  expect(linesOf(whole.report)).toMatchInlineSnapshot(`
    [
      "passed tests/test_cart.py:7 tests.test_cart.CartTest.test_sums",
    ]
  `);
  const part = await runFramework(unittest, project, {
    names: ["difference"],
    files: ["tests/test_cart.py"],
  });
  expect(ranOf(part.report)).toMatchInlineSnapshot(`
    [
      "tests/test_cart.py tests.test_cart.CartTest.test_fails_with_a_difference",
    ]
  `);
  const file = await runFramework(unittest, project, { files: ["tests/test_broken.py"] });
  expect(linesOf(file.report)).toMatchInlineSnapshot(`
    [
      "error tests/test_broken.py ModuleNotFoundError: No module named 'no_such_warehouse'",
    ]
  `);
  expect(file.exitCode).toBe(1);
});

withPython("unittest: tests in a folder that is no package are found", async () => {
  const { report } = await runFramework(
    unittest,
    await makeProject({
      "till.py": "OPEN = True\n",
      "checks/test_till.py":
        "import unittest\nfrom till import OPEN\n\nclass TillTest(unittest.TestCase):\n    def test_opens(self):\n        self.assertTrue(OPEN)\n",
    }),
  );
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "passed checks/test_till.py:5 test_till.TillTest.test_opens",
    ]
  `);
});

withPython(
  "unittest: what is green in its exit code alone is not green in its report",
  async () => {
    const till =
      "import os, unittest\n\nclass TillTest(unittest.TestCase):\n    def test_exits(self):\n        os._exit(0)\n";
    const project = await makeProject({ "test_till.py": till });
    const exits = await runFramework(unittest, project);
    expect(exits.exitCode).toBe(0);
    expect(exits.report).toMatchObject({ ended: false, started: 1, tests: [] });
    const nothing = await runFramework(unittest, project, { names: ["no such test"] });
    expect(nothing.report.tests).toEqual([]);
  },
);
