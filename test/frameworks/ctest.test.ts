import { expect, vi } from "vitest";

import { ctest } from "../../src/frameworks/ctest.ts";
import {
  copyProject,
  findOnPath,
  linesOf,
  makeProject,
  ranOf,
  runFramework,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const withCtest = testWith(
  "ctest",
  findOnPath("cc") === undefined ? undefined : findOnPath("ctest"),
);

withCtest("ctest: builds, and tells what could not be started from what was skipped", async () => {
  const { report, exitCode } = await runFramework(ctest, await copyProject("tests-ctest"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed ? cart.differs (Failed: cart_test.c:19: Failure @ cart_test.c:19)",
      "failed ? cart.slow (Timeout: Timeout)",
      "failed ? till.missing (Unable to find executable: Unable to find executable: no-such-till)",
      "passed ? cart.each(1, a+b)",
      "passed ? cart.sums",
      "skipped ? cart.skipped",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).not.toBe(0);
});

withCtest("ctest: names select, and none is an error", async () => {
  const project = await copyProject("tests-ctest");
  const whole = await runFramework(ctest, project, {
    names: ["cart.each(1, a+b)"],
    exactNames: true,
  });
  expect([ranOf(whole.report), whole.exitCode]).toMatchInlineSnapshot(`
    [
      [
        "? cart.each(1, a+b)",
      ],
      0,
    ]
  `);
  const nothing = await runFramework(ctest, project, { names: ["no such test"] });
  expect(nothing.exitCode).not.toBe(0);
  expect(nothing.report.tests).toEqual([]);
});

withCtest("ctest: a build that fails is told with its place", async () => {
  const { report } = await runFramework(
    ctest,
    await makeProject({
      "CMakeLists.txt":
        "cmake_minimum_required(VERSION 3.10)\nproject(till C)\nenable_testing()\nadd_executable(till till.c)\nadd_test(NAME till COMMAND till)\n",
      "till.c": "int main(void) {\n  return no_such_till;\n}\n",
    }),
  );
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error till.c till.c:2:10: error: 'no_such_till' undeclared (first use in this function)",
    ]
  `);
  expect(report.ended).toBe(false);
});
