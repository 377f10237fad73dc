import { expect, vi } from "vitest";

import { pytest } from "../../src/frameworks/pytest.ts";
import {
  copyProject,
  linesOf,
  makeProject,
  ranOf,
  runFramework,
  type Project,
  type Run,
  type Selection,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const withPytest = testWith("pytest");

/** Plugins of whoever runs these tests take seconds to load. */
const environment = { PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" };

withPytest(
  "pytest: every test with its place and reason, also beside a file that cannot be imported",
  async () => {
    const { report, exitCode } = await runPytest(await copyProject("tests-pytest"));
    expect(linesOf(report).map((line) => line.replace(/0x[0-9a-f]+/, "0x…")))
      .toMatchInlineSnapshot(`
        [
          "error tests/test_broken.py ModuleNotFoundError: No module named 'no_such_warehouse'",
          "failed tests/test_cart.py:12 tests/test_cart.py::test_fails_with_a_difference (AssertionError: assert {'name': 'tea', 'price': 3} == {'name': 'tea', 'price': 4} @ tests/test_cart.py:13)",
          "failed tests/test_cart.py:16 tests/test_cart.py::test_throws_in_the_source (ValueError: no price in 'tea' @ shop/cart.py:8)",
          "failed tests/test_cart.py:30 tests/test_cart.py::test_each[-x two] (AssertionError: assert 4 == 5 @ tests/test_cart.py:32)",
          "failed tests/test_cart.py:40 tests/test_cart.py::test_needs_the_till (RuntimeError: In setup: the till is shut @ tests/test_cart.py:37)",
          "failed tests/test_cart.py:53 tests/test_cart.py::TestStrange::test_unshowable (AssertionError: assert <[RuntimeError('no repr') raised in repr()] Unshowable object at 0x…> == 1 @ tests/test_cart.py:54)",
          "failed tests/test_cart.py:58 tests/test_cart.py::OldTest::test_each_of (AssertionError: 2 != 1 @ tests/test_cart.py:61)",
          "passed tests/test_cart.py:30 tests/test_cart.py::test_each[one[1]::a/b]",
          "passed tests/test_cart.py:8 tests/test_cart.py::test_sums",
          "skipped tests/test_cart.py:20 tests/test_cart.py::test_skipped",
          "todo tests/test_cart.py:25 tests/test_cart.py::test_todo",
        ]
      `);
    expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
    expect(exitCode).toBe(1);
    const differs = report.tests.find(({ name }) =>
      name.endsWith("::test_fails_with_a_difference"),
    );
    expect(differs?.failures).toMatchInlineSnapshot(`
      [
        {
          "actual": "{'name': 'tea', 'price': 3}",
          "diff": "Omitting 1 identical items, use -vv to show
      Differing items:
      {'price': 3} != {'price': 4}
      Use -v to get more diff",
          "expected": "{'name': 'tea', 'price': 4}",
          "frames": [
            {
              "function": "test_fails_with_a_difference",
              "line": 13,
              "path": "tests/test_cart.py",
            },
          ],
          "message": "assert {'name': 'tea', 'price': 3} == {'name': 'tea', 'price': 4}",
          "type": "AssertionError",
        },
      ]
    `);
  },
);

withPytest(
  "pytest: a reported name selects its test alone, a part of it all that have it",
  async () => {
    const project = await copyProject("tests-pytest");
    const whole = await runPytest(project, {
      names: [
        "tests/test_cart.py::test_each[one[1]::a/b]",
        "tests/test_cart.py::test_each[-x two]",
      ],
      exactNames: true,
    });
    expect(ranOf(whole.report)).toMatchInlineSnapshot(`
    [
      "tests/test_cart.py tests/test_cart.py::test_each[-x two]",
      "tests/test_cart.py tests/test_cart.py::test_each[one[1]::a/b]",
    ]
  `);
    const part = await runPytest(project, { names: ["-x two"] });
    expect(ranOf(part.report)).toMatchInlineSnapshot(`
    [
      "tests/test_cart.py tests/test_cart.py::test_each[-x two]",
    ]
  `);
    const file = await runPytest(project, { files: ["tests/test_broken.py"] });
    expect(linesOf(file.report)).toMatchInlineSnapshot(`
    [
      "error tests/test_broken.py ModuleNotFoundError: No module named 'no_such_warehouse'",
    ]
  `);
  },
);

withPytest("pytest: what is green in its exit code alone is not green in its report", async () => {
  const exits = await runPytest(
    await makeProject({
      "test_till.py":
        "import os\n\ndef test_opens():\n    pass\n\ndef test_exits():\n    os._exit(0)\n",
    }),
  );
  expect(exits.exitCode).toBe(0);
  expect(exits.report).toMatchObject({ ended: false, started: 2, tests: [{ status: "passed" }] });
  const broken = await runPytest(
    await makeProject({
      "test_till.py":
        "import pytest\n\ndef test_opens():\n    pytest.exit('enough', returncode=0)\n\ndef test_never():\n    assert False\n",
    }),
  );
  expect(broken.exitCode).toBe(0);
  expect(broken.report).toMatchObject({
    ended: false,
    suiteErrors: [{ message: "The run was broken off: enough" }],
  });
  const nothing = await runPytest(await copyProject("tests-pytest"), {
    names: ["no such test"],
  });
  expect(nothing.report.tests).toEqual([]);
});

withPytest("pytest: a conftest.py that cannot be imported is told, with its place", async () => {
  const { report, exitCode } = await runPytest(
    await makeProject({
      "tests/conftest.py": "import no_such_till\n",
      "tests/test_till.py": "def test_opens(): pass\n",
    }),
  );
  expect(exitCode).toBe(4);
  expect(report.tests).toEqual([]);
  expect(report.suiteErrors[0]?.message).toContain("No module named 'no_such_till'");
  expect(report.suiteErrors[0]?.frames[0]).toMatchObject({ path: "tests/conftest.py", line: 1 });
});

async function runPytest(project: Project, selection: Selection = {}): Promise<Run> {
  return await runFramework(pytest, project, { environment, ...selection });
}
