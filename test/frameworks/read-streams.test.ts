import { expect, test } from "vitest";

import { readGoJson } from "../../src/frameworks/read-go-json.ts";
import { readLibtest } from "../../src/frameworks/read-libtest.ts";
import { readTeamcity } from "../../src/frameworks/read-teamcity.ts";

test("readTeamcity follows flows that run side by side, and tells what never ended", () => {
  const { tests, complete } = readTeamcity(
    [
      "##teamcity[testSuiteStarted name='Cart' flowId='1']",
      "##teamcity[testStarted name='sums' flowId='1']",
      "##teamcity[testStarted name='sums' flowId='2']",
      "noise##teamcity[testFailed name='sums' message='it|'s |[1|] |0x00e9|nnot' expected='2' actual='1' flowId='1']",
      "##teamcity[testFinished name='sums' duration='12' flowId='1']",
      "##teamcity[testFailed name='cut off' message='no end",
      "##teamcity[testSuiteFinished name='Cart' flowId='1']",
    ].join("\n"),
  );
  expect({ tests, complete }).toMatchInlineSnapshot(`
    {
      "complete": true,
      "tests": [
        {
          "actual": "1",
          "durationMs": 12,
          "expected": "2",
          "message": "it's [1] é
    not",
          "name": "sums",
          "status": "failed",
          "suites": [
            "Cart",
          ],
        },
        {
          "name": "sums",
          "status": "started",
          "suites": [],
        },
      ],
    }
  `);
});

test("readGoJson keeps what is no event, and what never ended", () => {
  const stream = readGoJson(
    [
      '{"Action":"run","Package":"shop","Test":"TestA"}',
      '{"Action":"output","Package":"shop","Test":"TestA","Output":"hm\\n"}',
      '{"Action":"build-output","ImportPath":"till","Output":"# till\\n"}',
      "{broken",
      "FAIL\ttill [build failed]",
      '{"Action":"pass","Package":"__proto__","Test":"__proto__","Elapsed":1e400}',
    ].join("\n"),
  );
  expect(stream).toMatchInlineSnapshot(`
    {
      "buildOutput": "# till
    ",
      "packages": [
        {
          "name": "shop",
          "output": "",
          "result": undefined,
          "tests": [
            {
              "name": "TestA",
              "output": "hm
    ",
              "result": undefined,
              "seconds": undefined,
            },
          ],
        },
        {
          "name": "__proto__",
          "output": "",
          "result": undefined,
          "tests": [
            {
              "name": "__proto__",
              "output": "",
              "result": "pass",
              "seconds": undefined,
            },
          ],
        },
      ],
      "stray": [
        "{broken",
        "FAIL	till [build failed]",
      ],
    }
  `);
});

test("readLibtest reads text and JSON, and tells a program that ended in the middle", () => {
  const text = readLibtest(
    "\nrunning 2 tests\ntest cart::sums ... ok\ntest cart::fails - should panic ... FAILED\n\nfailures:\n\n---- cart::fails stdout ----\nnoise\n\nfailures:\n    cart::fails\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored\n\nrunning 1 test\n",
  );
  const json = readLibtest(
    '{ "type": "suite", "event": "started", "test_count": 2 }\nnoise\n{ "type": "test", "event": "failed", "name": "cart::fails", "stdout": "noise\\n" }\n',
  );
  expect({ text, json }).toMatchInlineSnapshot(`
    {
      "json": [
        {
          "announced": 2,
          "ended": false,
          "tests": [
            {
              "name": "cart::fails",
              "output": "noise
    ",
              "result": "failed",
            },
          ],
        },
      ],
      "text": [
        {
          "announced": 2,
          "ended": true,
          "tests": [
            {
              "name": "cart::sums",
              "output": "",
              "result": "ok",
            },
            {
              "name": "cart::fails",
              "output": "noise

    ",
              "result": "failed",
            },
          ],
        },
        {
          "announced": 1,
          "ended": false,
          "tests": [],
        },
      ],
    }
  `);
});
