import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { textOf } from "../support/start-server.ts";
import { blank, copyShop, makeShop, serveShop } from "../test-runs/shop.ts";
import { recordOf, till } from "./run-tests-support.ts";

/** Runners take seconds to start on a busy machine. */
const patient = { timeout: 120_000 };

describe("run_tests", patient, () => {
  test("passed means that everything ran and passed", async () => {
    const server = await serveShop(await makeShop(till));
    const result = await server.call("run_tests");
    expect(blank(textOf(result))).toMatchInlineSnapshot(`
      "passed: 0 failed, 3 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt
      Sandbox: <state>"
    `);
    expect(result.structuredContent).toMatchObject({
      verdict: "passed",
      counts: { passed: 3, failed: 0, skipped: 0, todo: 0, suite_errors: 0 },
    });
  });

  test("failures are grouped, with what differs, the place and the tests", async () => {
    const server = await serveShop(await copyShop("tests-vitest"));
    expect(blank(await server.callText("run_tests"))).toMatchInlineSnapshot(`
      "failed: 1 suite error, 3 failed, 4 passed, 1 skipped, 1 todo in <time> (run_id <run>)
      Vitest (scripts.test): node_modules/.bin/vitest run --reporter=…/vitest-reporter.mjs --includeTaskLocation --config vitest.config.js --update=none
      Sandbox: <state>
      1× suite error: Cannot find module '../src/voucher.js' imported from test/voucher.test.js
        at test/voucher.test.js:3 | import { Voucher } from "../src/voucher.js";
        test test/voucher.test.js
      1× AssertionError: expected [ { article: 'tea', …(2) }, …(1) ] to deeply equal [ { article: 'tea', …(2) }, …(1) ]
          - Expected
          + Received
          @@ -5,8 +5,8 @@
                "count": 1,
              },
              {
                "article": "milk",
                "cents": 120,
          -     "count": 3,
          +     "count": 2,
              },
            ]
        at test/basket.test.js:12 | expect(basket.lines).toEqual([
        test test/basket.test.js:10 basket > holds what was put in
      1× TypeError: No price for cheese: undefined
        at src/basket.js:7 | throw new TypeError(\`No price for \${article}: \${cents}\`);
          from test/basket.test.js:19
        test test/basket.test.js:18 basket > takes nothing without a price
      1× AssertionError: expected 500 to be 490 // Object.is equality
          - Expected
          + Received
          - 490
          + 500
        at test/basket.test.js:31 | expect(new Basket().add("tea", 250, count).total()).toBe(cents);
        test test/basket.test.js:30 basket > total > of 2 teas (a $pecial price) is 490"
    `);
  });

  test("many failures of one kind are one group, and each is reached by cursor", async () => {
    const tests = Array.from(
      { length: 40 },
      (_, at) =>
        `test("price ${at}", () => { throw new RangeError("price ${at * 7}.50 of '/shop/${at}' at 0x${at}f is too high"); });\n`,
    );
    const server = await serveShop(
      await makeShop({
        ...till,
        "test/prices.test.js": `import test from "node:test";\n${tests.join("")}test("other", () => { throw new TypeError("no price"); });\n`,
      }),
    );
    const result = await server.call("run_tests", { files: ["test/prices.test.js"] });
    expect(blank(textOf(result))).toMatchInlineSnapshot(`
      "failed: 41 failed, 0 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt ./test/prices.test.js
      Sandbox: <state>
      40× RangeError: price 0.50 of '/shop/0' at 0x0f is too high
        at test/prices.test.js:2 | test("price 0", () => { throw new RangeError("price 0.50 of '/shop/0' at 0x0f is too high"); });
        test test/prices.test.js:2 price 0
        test test/prices.test.js:3 price 1
        test test/prices.test.js:4 price 2
      1× TypeError: no price
        at test/prices.test.js:42 | test("other", () => { throw new TypeError("no price"); });
        test test/prices.test.js:42 other
      For every failing test call get_test_run with run_id <run> and view failures."
    `);
    const runId = recordOf(result).run_id;
    const names = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await server.call("get_test_run", {
        run_id: runId,
        view: "failures",
        max_chars: 2000,
        ...(cursor !== undefined && { cursor }),
      });
      const { tests: shown = [], cursor: next } = recordOf(page);
      shown.forEach(({ name }) => names.add(name));
      cursor = next;
    } while (cursor !== undefined);
    expect(names.size).toBe(41);
  });

  test("a name that no test has selects nothing, whatever it looks like", async () => {
    const server = await serveShop(await makeShop(till));
    const ask = async (...names: string[]): Promise<string> =>
      blank(await server.callText("run_tests", { names }));
    const none = await ask("a total has taxes", "--import=./evil.js", "-p x", "a (total|price)");
    expect(none).toMatchInlineSnapshot(`
      "no_tests: 0 failed, 0 passed in <time> (run_id <run>)
      No test is called "a total has taxes".
      No test is called "--import=./evil.js".
      No test is called "-p x".
      No test is called "a (total|price)".
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt '--test-name-pattern=(?:a total has taxes)' '--test-name-pattern=(?:\\-\\-import=\\.\\/evil\\.js)' '--test-name-pattern=(?:\\-p x)' '--test-name-pattern=(?:a \\(total\\|price\\))'
      Sandbox: <state>
      Note: node:test compares names with each test's own name too: namesakes in other suites may have run."
    `);
    expect(await ask("a price (a+)+$ with [signs]")).toMatch(/^passed: 0 failed, 1 passed/);
  });

  test("a file has to be there, hold tests, and be no option", async () => {
    const root = await makeShop({ ...till, "-r.test.js": "", "docs/notes.md": "# Notes\n" });
    const server = await serveShop(root);
    const ask = async (file: string): Promise<string> =>
      await server.callText("run_tests", { files: [file] });
    expect(await ask("--config=x")).toMatchInlineSnapshot(
      `"NOT_FOUND: There is no "--config=x" in the repository. Next: Call get_overview to see what there is."`,
    );
    expect(await ask("-r.test.js")).toMatchInlineSnapshot(
      `"PATH_INVALID: "-r.test.js" begins with "-", which test runners take for an option. Next: Name its folder, or rename the file."`,
    );
    expect(await ask("../shop/total.test.js")).toMatchInlineSnapshot(
      `"PATH_ESCAPE: "../shop/total.test.js" leads outside the repository root. Next: Give a path relative to the repository root, such as src/main.ts."`,
    );
    expect(await ask("docs")).toMatchInlineSnapshot(
      `"NO_TESTS: No test framework that is set up here runs "docs". Next: Test files are, for example, "-r.test.js", "test/greet.test.js", "test/total.test.js"; scope affected finds those of a source file that changed."`,
    );
    expect(await ask("test/totals.test.js")).toMatchInlineSnapshot(
      `"NOT_FOUND: There is no "test/totals.test.js" in the repository. Next: Did you mean "test/total.test.js" or "src/total.js"?"`,
    );
  });

  test("a run that takes longer than its time is ended", async () => {
    const server = await serveShop(
      await makeShop({
        ...till,
        "test/slow.test.js":
          'import test from "node:test";\n\ntest("waits", () => new Promise((resolve) => setTimeout(resolve, 600000)));\n',
      }),
    );
    const text = await server.callText("run_tests", { timeout_seconds: 2 });
    expect(blank(text)).toMatch(/^timeout: 0 failed, \d passed/);
  });

  test("a longer run goes on, is waited for by id, and is cancelled by it", async () => {
    const root = await makeShop({
      ...till,
      "test/slow.test.js":
        'import test from "node:test";\nimport { existsSync } from "node:fs";\n\ntest("waits", async () => {\n  while (!existsSync("go")) await new Promise((resolve) => setTimeout(resolve, 50));\n});\n',
    });
    const server = await serveShop(root);
    const started = await server.call("run_tests", { wait_seconds: 1 });
    expect(blank(textOf(started))).toMatch(
      /^running: 0 failed, \d passed in <time>, node:test in \./,
    );
    const runId = recordOf(started).run_id;
    expect(await server.callText("get_test_run", { run_id: runId, wait_seconds: 0 })).toMatch(
      /^running: /,
    );
    await writeFile(join(root, "go"), "");
    const done = await server.callText("get_test_run", { run_id: runId, wait_seconds: 100 });
    expect(blank(done)).toMatch(/^passed: 0 failed, 4 passed/);
    await rm(join(root, "go"));
    const again = recordOf(await server.call("run_tests", { wait_seconds: 0 })).run_id;
    const cancelled = await server.callText("get_test_run", { run_id: again, cancel: true });
    expect(blank(cancelled)).toMatch(/^cancelled: /);
    expect(await server.callText("get_test_run", { run_id: "r0" })).toMatch(/^RUN_NOT_FOUND: /);
  });

  test("what failed runs again by itself, and what is fixed or new is told", async () => {
    const root = await makeShop({
      ...till,
      "src/tax.js": "export const withTax = (net) => net * 1.2;\n",
    });
    const server = await serveShop(root);
    expect(blank(await server.callText("run_tests"))).toMatchInlineSnapshot(`
      "failed: 1 failed, 2 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt
      Sandbox: <state>
      1× AssertionError: Expected values to be strictly equal:
        120 !== 119
          - 119
          + 120
        at test/total.test.js:5 | test("a total has tax", () => assert.equal(total([100]), 119));
        test test/total.test.js:5 a total has tax"
    `);
    await writeFile(join(root, "src/tax.js"), till["src/tax.js"]);
    expect(blank(await server.callText("run_tests", { scope: "failed" }))).toMatchInlineSnapshot(`
      "passed: 0 failed, 1 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt '--test-name-pattern=^(?:a total has tax)$' ./test/total.test.js
      Sandbox: <state>
      Fixed since then: 1 (test/total.test.js:5 a total has tax)
      Note: node:test compares names with each test's own name too: namesakes in other suites may have run."
    `);
    expect(blank(await server.callText("run_tests", { scope: "failed" }))).toMatchInlineSnapshot(`
      "no_tests: 0 failed, 0 passed in <time> (run_id <run>)
      Nothing failed when it last ran."
    `);
  });

  test("a change runs the tests that it reaches, with the reason", async () => {
    const root = await makeShop(till);
    const server = await serveShop(root);
    expect(blank(await server.callText("run_tests", { scope: "affected" }))).toMatchInlineSnapshot(`
      "no_tests: 0 failed, 0 passed in <time> (run_id <run>)
      Nothing differs from HEAD."
    `);
    await writeFile(join(root, "src/tax.js"), "export const withTax = (net) => net * 1.21;\n");
    expect(blank(await server.callText("run_tests", { scope: "affected" }))).toMatchInlineSnapshot(`
      "failed: 1 failed, 1 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt ./test/total.test.js
      Sandbox: <state>
      Chosen: 1
        test/total.test.js: reached by src/tax.js#withTax → src/total.js#total
      1× AssertionError: Expected values to be strictly equal:
        121 !== 119
          - 119
          + 121
        at test/total.test.js:5 | test("a total has tax", () => assert.equal(total([100]), 119));
        test test/total.test.js:5 a total has tax"
    `);
    await writeFile(join(root, "src/tax.js"), till["src/tax.js"]);
    await writeFile(join(root, "README.md"), "# Till\n");
    expect(blank(await server.callText("run_tests", { scope: "affected" }))).toMatchInlineSnapshot(`
      "no_tests: 0 failed, 0 passed in <time> (run_id <run>)
      No test reaches what changed since HEAD (1 file)."
    `);
    await writeFile(join(root, "prices.json"), "{}\n");
    expect(blank(await server.callText("run_tests", { scope: "affected" }))).toMatchInlineSnapshot(`
      "passed: 0 failed, 3 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt
      Sandbox: <state>
      Chosen: 1
        .: prices.json changed, and which tests read it is not known
      Fixed since then: 1 (test/total.test.js:5 a total has tax)"
    `);
  });
});
