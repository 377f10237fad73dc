import { expect, vi } from "vitest";

import { phpunit } from "../../src/frameworks/phpunit.ts";
import {
  copyProject,
  linesOf,
  makeProject,
  ranOf,
  runFramework,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const withPhpunit = testWith("phpunit");

withPhpunit("phpunit: every test with its place and reason", async () => {
  const { report, exitCode } = await runFramework(phpunit, await copyProject("tests-phpunit"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed tests/CartTest.php:15 Shop\\Tests\\CartTest::testDiffers (PHPUnit\\Framework\\ExpectationFailedException: Failed asserting that two arrays are equal. @ tests/CartTest.php:18)",
      "failed tests/CartTest.php:21 Shop\\Tests\\CartTest::testThrowsInTheSource (InvalidArgumentException: no price in tea @ src/Cart.php:15)",
      "failed tests/CartTest.php:41 Shop\\Tests\\CartTest::testEach with data set "a/b (c)" (PHPUnit\\Framework\\ExpectationFailedException: Failed asserting that 2 is identical to 3. @ tests/CartTest.php:43)",
      "passed tests/CartTest.php:10 Shop\\Tests\\CartTest::testSums",
      "passed tests/CartTest.php:36 Shop\\Tests\\CartTest::testAssertsNothing",
      "passed tests/CartTest.php:41 Shop\\Tests\\CartTest::testEach with data set "same"",
      "passed tests/TillTest.php:9 Shop\\Tests\\TillTest::testOpens",
      "skipped tests/CartTest.php:26 Shop\\Tests\\CartTest::testSkipped",
      "skipped tests/CartTest.php:31 Shop\\Tests\\CartTest::testTodo",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(2);
  const differs = report.tests.find(({ name }) => name.endsWith("::testDiffers"));
  expect(differs?.failures).toMatchInlineSnapshot(`
    [
      {
        "actual": "Array (
        'name' => 'tea'
        'price' => 3
    )",
        "diff": "--- Expected
    +++ Actual
    @@ @@
     Array (
         'name' => 'tea'
    -    'price' => 4
    +    'price' => 3
     )",
        "expected": "Array (
        'name' => 'tea'
        'price' => 4
    )",
        "frames": [
          {
            "line": 18,
            "path": "tests/CartTest.php",
          },
        ],
        "message": "Failed asserting that two arrays are equal.",
        "type": "PHPUnit\\Framework\\ExpectationFailedException",
      },
    ]
  `);
});

withPhpunit("phpunit: names and files select", async () => {
  const project = await copyProject("tests-phpunit");
  const whole = await runFramework(phpunit, project, {
    names: [
      'Shop\\Tests\\CartTest::testEach with data set "a/b (c)"',
      "Shop\\Tests\\CartTest::testSums",
    ],
    exactNames: true,
  });
  expect(ranOf(whole.report)).toMatchInlineSnapshot(`
    [
      "tests/CartTest.php Shop\\Tests\\CartTest::testEach with data set "a/b (c)"",
      "tests/CartTest.php Shop\\Tests\\CartTest::testSums",
    ]
  `);
  const file = await runFramework(phpunit, project, { files: ["tests/TillTest.php"] });
  expect(ranOf(file.report)).toMatchInlineSnapshot(`
    [
      "tests/TillTest.php Shop\\Tests\\TillTest::testOpens",
    ]
  `);
  const files = await runFramework(phpunit, project, {
    files: ["tests/TillTest.php", "tests/NoTest.php"],
  });
  expect([ranOf(files.report), files.plan.notes]).toMatchInlineSnapshot(`
    [
      [
        "tests/TillTest.php Shop\\Tests\\TillTest::testOpens",
      ],
      [
        "PHPUnit takes one file; these were selected by the names of their classes.",
      ],
    ]
  `);
  const nothing = await runFramework(phpunit, project, { names: ["no such test"] });
  expect([nothing.exitCode, nothing.report.tests]).toEqual([0, []]);
});

withPhpunit("phpunit: what ends early or cannot be parsed is not green", async () => {
  const configuration =
    "<phpunit><testsuites><testsuite name='till'><directory>tests</directory></testsuite></testsuites></phpunit>";
  const exits = await runFramework(
    phpunit,
    await makeProject({ "phpunit.xml": configuration, "tests/TillTest.php": tillThat("exit(0);") }),
  );
  expect(exits.exitCode).toBe(0);
  expect(exits.report).toMatchObject({
    ended: false,
    started: 2,
    tests: [{ name: "TillTest::testOpens" }],
  });
  const broken = await runFramework(
    phpunit,
    await makeProject({ "phpunit.xml": configuration, "tests/TillTest.php": tillThat("(;") }),
  );
  expect(broken.exitCode).not.toBe(0);
  expect(broken.report).toMatchObject({ ended: false, tests: [] });
  expect(broken.report.suiteErrors[0]?.message).toContain("unexpected token");
});

function tillThat(body: string): string {
  return `<?php\nfinal class TillTest extends PHPUnit\\Framework\\TestCase {\n  public function testOpens(): void { $this->assertTrue(true); }\n  public function testExits(): void { ${body} }\n}\n`;
}
