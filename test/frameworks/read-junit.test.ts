import { expect, test } from "vitest";

import { readJunit } from "../../src/frameworks/read-junit.ts";

test("readJunit takes cases out of nested suites, without the properties of the run", () => {
  const { cases, counts, suites, complete } = readJunit(`<?xml version="1.0"?>
<testsuites tests="3" failures="1" errors="0">
  <testsuite name="shop" file="shop.php"><properties><property name="TOKEN" value="secret"/></properties>
    <testsuite name="cart">
      <testcase name="sums" classname="Cart" line="3" time="1,002.5"/>
      <testcase name="differs"><failure type="Error" message="a &lt; b"><![CDATA[at cart.php:4]]></failure><system-out>noise</system-out></testcase>
      <testcase name="later"><skipped message="not now"/></testcase>
    </testsuite>
    <error message="the till is shut"/>
  </testsuite>
</testsuites>`);
  expect({ cases, counts, suites, complete }).toMatchInlineSnapshot(`
    {
      "cases": [
        {
          "className": "Cart",
          "durationMs": 1002500,
          "file": "shop.php",
          "line": 3,
          "name": "sums",
          "output": "",
          "problems": [],
          "suites": [
            "shop",
            "cart",
          ],
        },
        {
          "file": "shop.php",
          "name": "differs",
          "output": "noise",
          "problems": [
            {
              "kind": "failure",
              "message": "a < b",
              "text": "at cart.php:4",
              "type": "Error",
            },
          ],
          "suites": [
            "shop",
            "cart",
          ],
        },
        {
          "file": "shop.php",
          "name": "later",
          "output": "",
          "problems": [
            {
              "kind": "skipped",
              "message": "not now",
              "text": "",
            },
          ],
          "suites": [
            "shop",
            "cart",
          ],
        },
      ],
      "complete": true,
      "counts": {
        "errors": 0,
        "failures": 1,
        "tests": 3,
      },
      "suites": [
        "",
        "shop",
        "cart",
      ],
    }
  `);
});

test("readJunit reads a report that was cut off as far as it goes", () => {
  const junit = readJunit(
    '<testsuite name="shop" tests="3"><testcase name="a"/><testcase name="b"><failure message="no">at c',
  );
  expect(junit.cases.map(({ name, problems }) => [name, problems.length])).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
  expect(junit).toMatchObject({ complete: false });
  expect(junit.notes).toMatchInlineSnapshot(`
    [
      "The JUnit report is cut off or not well-formed; what could be read of it is here.",
    ]
  `);
});

test("readJunit is not harmed by what a hostile test may write", () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<testsuite name="x"><testcase name="t"><failure message="&c;">&b;&c;</failure></testcase></testsuite>`;
  const [exploded] = readJunit(bomb).cases;
  expect(exploded?.problems[0]?.text).toBe("&b;&c;");
  const deep = `${"<testsuite>".repeat(200_000)}<testcase name="t"/>${"</testsuite>".repeat(200_000)}`;
  expect(readJunit(deep).cases).toHaveLength(1);
  const named = readJunit(
    '<testsuite name="__proto__"><testcase name="constructor" __proto__="x" classname="__proto__"/></testsuite>',
  );
  expect(named.cases).toMatchObject([
    { name: "constructor", className: "__proto__", suites: ["__proto__"] },
  ]);
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  const control = readJunit(
    '<testsuite><testcase name="a\u0000\u001b[31m"/><testcase name="b"/></testsuite>',
  );
  expect(control.cases.map(({ name }) => name)).toContain("b");
  const huge = readJunit(
    `<testsuite><testcase name="${"n".repeat(1e6)}"><failure>${"m".repeat(1e6)}</failure></testcase></testsuite>`,
  );
  expect(huge.cases[0]?.name).toHaveLength(8192);
  expect(huge.cases[0]?.problems[0]?.text).toHaveLength(65_536);
  expect(readJunit("not XML at all").cases).toEqual([]);
});
