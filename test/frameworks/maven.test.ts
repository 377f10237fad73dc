import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect, test, vi } from "vitest";

import { maven } from "../../src/frameworks/maven.ts";
import { writeFiles } from "../support/repository.ts";
import {
  copyProject,
  findOnPath,
  linesOf,
  requestFor,
  runFramework,
  type Selection,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Debian's packages for building without a network. */
const repository = "/usr/share/maven-repo";
const offline = existsSync(join(repository, "org/apache/maven/plugins/maven-surefire-plugin"));
const withMaven = testWith(
  "mvn, or Debian's packages for it,",
  offline ? findOnPath("mvn") : undefined,
);

withMaven(
  "maven: every test with its place and reason, although the build is told to ignore failures",
  async () => {
    const project = await copyProject("tests-maven");
    // A report of an earlier run, of a class that is gone.
    await writeFiles(project.root, {
      "target/surefire-reports/TEST-shop.GoneTest.xml":
        '<testsuite name="shop.GoneTest" tests="1" errors="0" skipped="0" failures="1"><testcase name="fails" classname="shop.GoneTest"><failure/></testcase></testsuite>',
    });
    const { report, exitCode } = await runFramework(maven, project, {
      detected: {
        because: "pom.xml",
        configured: [
          "mvn",
          "-o",
          `-Dmaven.repo.local=${repository}`,
          "-Dmaven.test.failure.ignore=true",
          "test",
        ],
      },
    });
    expect(exitCode).toBe(0);
    expect(linesOf(report)).toMatchInlineSnapshot(`
      [
        "failed src/test/java/shop/CartTest.java:17 shop.CartTest#differs (java.lang.AssertionError: price expected:<4> but was:<3> @ src/test/java/shop/CartTest.java:17)",
        "failed src/test/java/shop/CartTest.java:22 shop.CartTest#throwsInTheSource (java.lang.IllegalArgumentException: no price in tea @ src/main/java/shop/Cart.java:14)",
        "passed src/test/java/shop/CartTest.java shop.CartTest#sums",
        "skipped src/test/java/shop/CartTest.java shop.CartTest#skipped",
      ]
    `);
    expect(report).toMatchObject({ ended: true, started: 4 });
    expect(report.notes).toMatchInlineSnapshot(`
      [
        "Reports of earlier runs in target/surefire-reports are left out: 1.",
      ]
    `);
    expect(report.tests.find(({ name }) => name.endsWith("#differs"))?.failures)
      .toMatchInlineSnapshot(`
      [
        {
          "actual": "3",
          "expected": "4",
          "frames": [
            {
              "function": "shop.CartTest.differs",
              "line": 17,
              "path": "src/test/java/shop/CartTest.java",
            },
          ],
          "message": "price expected:<4> but was:<3>",
          "type": "java.lang.AssertionError",
        },
      ]
    `);
  },
);

test("maven: what it would start", () => {
  expect([
    argumentsFor({ names: ["shop.CartTest#differs(int, int)[1]"], exactNames: true }),
    argumentsFor({ names: ["Cart"] }),
    argumentsFor({ files: ["till/src/test/java/shop/CartTest.java"] }),
  ]).toMatchInlineSnapshot(`
    [
      "-B -Dtest=shop.CartTest#differs -DfailIfNoTests=false -Dsurefire.failIfNoSpecifiedTests=false --fail-at-end -Dstyle.color=never -DtrimStackTrace=false test",
      "-B -Dtest=*Cart*,*#*Cart* -DfailIfNoTests=false -Dsurefire.failIfNoSpecifiedTests=false --fail-at-end -Dstyle.color=never -DtrimStackTrace=false test",
      "-B -Dtest=shop/CartTest -DfailIfNoTests=false -Dsurefire.failIfNoSpecifiedTests=false --fail-at-end -Dstyle.color=never -DtrimStackTrace=false test",
    ]
  `);
  expect(() => argumentsFor({ names: ["-Dexec=x"] })).toThrow("Surefire cannot select by");
});

test("maven: what does not compile and what ran without a report is told, as recorded", () => {
  const outputs = {
    root: "/shop",
    cwd: "/shop",
    exitCode: 1,
    signal: null,
    stderr: "",
    files: new Map<string, string>(),
  };
  const compiled = maven.parse({
    ...outputs,
    stdout: [
      "[INFO] Compiling 1 source file to /shop/target/test-classes",
      "[ERROR] /shop/src/test/java/shop/CartTest.java:[12,9] cannot find symbol",
      "[INFO] BUILD FAILURE",
      "[ERROR] Failed to execute goal … Compilation failure",
      "[ERROR] /shop/src/test/java/shop/CartTest.java:[12,9] cannot find symbol",
    ].join("\n"),
  });
  expect(linesOf(compiled)).toEqual(["error src/test/java/shop/CartTest.java cannot find symbol"]);
  const crashed = maven.parse({
    ...outputs,
    stdout:
      "[INFO] Running shop.CartTest\n[INFO] BUILD FAILURE\n[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.2.5:test: The forked VM terminated without saying properly goodbye. VM crash or System.exit called?\n",
  });
  expect(linesOf(crashed)).toMatchInlineSnapshot(`
    [
      "error ? Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.2.5:test: The forked VM terminated without saying properly goodbye. VM crash or System.exit called?",
    ]
  `);
  const lost = maven.parse({
    ...outputs,
    exitCode: 0,
    stdout:
      "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.045 s -- in shop.CartTest\n[INFO] BUILD SUCCESS\n",
  });
  expect(linesOf(lost)).toEqual([
    "error ? shop.CartTest was run and left no report that could be read.",
  ]);
});

function argumentsFor(selection: Selection): string {
  const programs = { mvn: "/usr/bin/mvn" };
  return maven.plan(requestFor("/shop", "/run", { ...selection, programs })).args.join(" ");
}
