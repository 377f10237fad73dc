import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { textOf } from "../support/start-server.ts";
import { blank, copyShop, makeShop, serveShop } from "../test-runs/shop.ts";

/** Runners take seconds to start on a busy machine. */
const patient = { timeout: 120_000 };

/** A till whose tests all pass. */
const till = {
  "package.json": '{ "name": "till", "type": "module", "scripts": { "test": "node --test" } }\n',
  "src/tax.js": "export const withTax = (net) => net * 1.19;\n",
  "src/total.js":
    'import { withTax } from "./tax.js";\nexport const total = (nets) => withTax(nets.reduce((sum, net) => sum + net, 0));\n',
  "src/greet.js": 'export const greet = () => "Good morning";\n',
  "test/total.test.js":
    'import test from "node:test";\nimport assert from "node:assert/strict";\nimport { total } from "../src/total.js";\n\ntest("a total has tax", () => assert.equal(total([100]), 119));\ntest("a price (a+)+$ with [signs]", () => assert.equal(total([]), 0));\n',
  "test/greet.test.js":
    'import test from "node:test";\nimport assert from "node:assert/strict";\nimport { greet } from "../src/greet.js";\n\ntest("greets", () => assert.equal(greet(), "Good morning"));\n',
};

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

  test("a process that exits with 0 in the middle of a test is incomplete", async () => {
    const server = await serveShop(
      await makeShop({
        ...till,
        "test/leave.test.js":
          'import test from "node:test";\n\ntest("leaves", () => process.exit(0));\ntest("never runs", () => { throw new Error("red"); });\n',
      }),
    );
    const text = await server.callText("run_tests", { files: ["test/leave.test.js"] });
    expect(blank(text)).toMatchInlineSnapshot(`
      "failed: 1 suite error, 0 failed, 0 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt ./test/leave.test.js
      Sandbox: <state>
      1× suite error: process.exit() ended the file before its tests had reported.
        test test/leave.test.js"
    `);
  });

  test("a name that no test has selects nothing, whatever it looks like", async () => {
    const server = await serveShop(await makeShop(till));
    const ask = async (name: string): Promise<string> =>
      blank(await server.callText("run_tests", { names: [name] }));
    expect(await ask("a total has taxes")).toMatchInlineSnapshot(`
      "no_tests: 0 failed, 0 passed in <time> (run_id <run>)
      No test is called "a total has taxes".
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt '--test-name-pattern=(?:a total has taxes)'
      Sandbox: <state>
      Note: node:test compares names with each test's own name too: namesakes in other suites may have run."
    `);
    expect(await ask("--import=./evil.js")).toMatch(/^no_tests: 0 failed, 0 passed/);
    expect(await ask("-p x")).toMatch(/^no_tests: 0 failed, 0 passed/);
    expect(await ask("a (total|price)")).toMatch(/^no_tests: 0 failed, 0 passed/);
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
    const text = await server.callText("run_tests", { timeout_seconds: 4 });
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
    await server.callText("run_tests", { files: ["test/greet.test.js"] });
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

  test("every package of a repository runs, and none twice", async () => {
    const root = await makeShop({
      "package.json":
        '{ "name": "shops", "private": true, "workspaces": ["shops/*"], "scripts": { "test": "npm test --workspaces" } }\n',
      ...inFolder("shops/till", till),
      ...inFolder("shops/stall", {
        ...till,
        "src/greet.js": 'export const greet = () => "Hello";\n',
      }),
      ...inFolder("test/fixtures/broken", till),
    });
    const server = await serveShop(root);
    expect(blank(await server.callText("run_tests"))).toMatchInlineSnapshot(`
      "failed: 1 failed, 5 passed in <time> (run_id <run>)
      failed shops/stall node:test (scripts.test): 1 failed, 2 passed; node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --t…
      passed shops/till node:test (scripts.test): 0 failed, 3 passed; node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --t…
      Sandbox: <state>
      1× AssertionError: Expected values to be strictly equal:
          + actual - expected
          + 'Hello'
          - 'Good morning'
        at shops/stall/test/greet.test.js:5 | test("greets", () => assert.equal(greet(), "Good morning"));
        test shops/stall/test/greet.test.js:5 greets
      Note: 1 package in folders of fixtures and examples did not run (test/fixtures/broken); name them in files to run them."
    `);
    expect(blank(await server.callText("run_tests", { files: ["shops/till/test"] })))
      .toMatchInlineSnapshot(`
      "passed: 0 failed, 3 passed in <time> (run_id <run>)
      node:test (scripts.test, in shops/till): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt ./test/greet.test.js ./test/total.test.js
      Sandbox: <state>"
    `);
    expect(blank(await server.callText("run_tests", { names: ["greets"] }))).toMatchInlineSnapshot(`
      "failed: 1 failed, 1 passed in <time> (run_id <run>)
      failed shops/stall node:test (scripts.test): 1 failed, 0 passed; node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --t…
      passed shops/till node:test (scripts.test): 0 failed, 1 passed; node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --t…
      Sandbox: <state>
      1× AssertionError: Expected values to be strictly equal:
          + actual - expected
          + 'Hello'
          - 'Good morning'
        at shops/stall/test/greet.test.js:5 | test("greets", () => assert.equal(greet(), "Good morning"));
        test shops/stall/test/greet.test.js:5 greets
      Note: 1 package in folders of fixtures and examples did not run (test/fixtures/broken); name them in files to run them.
      Note: node:test compares names with each test's own name too: namesakes in other suites may have run."
    `);
  });

  test("a script of an unknown runner runs as it stands and is read as TAP", async () => {
    const root = await makeShop({
      "package.json": '{ "name": "till", "scripts": { "test": "node check.js" } }\n',
      "check.js":
        'console.log("TAP version 13\\n1..2\\nok 1 - adds\\nnot ok 2 - subtracts\\n  ---\\n  message: off by one\\n  ...");\nprocess.exitCode = 1;\n',
    });
    const server = await serveShop(root);
    expect(blank(await server.callText("run_tests"))).toMatchInlineSnapshot(`
      "failed: 1 failed, 1 passed in <time> (run_id <run>)
      test script (package.json): npm run --silent test
      Sandbox: <state>
      1× off by one
        test subtracts"
    `);
  });

  test("a file of a second framework is run by that one", async () => {
    const root = await makeShop({
      ...till,
      "package.json":
        '{ "type": "module", "scripts": { "test": "node --test", "unit": "vitest run" } }\n',
      "unit/tax.test.js":
        'import { expect, test } from "vitest";\n\ntest("is so", () => expect(1).toBe(1));\n',
    });
    const server = await serveShop(root);
    const text = await server.callText("run_tests", { files: ["unit/tax.test.js"] });
    expect(blank(text)).toMatchInlineSnapshot(`
      "passed: 0 failed, 1 passed in <time> (run_id <run>)
      Vitest (scripts.unit): node_modules/.bin/vitest run --reporter=…/vitest-reporter.mjs --includeTaskLocation --update=none --coverage.enabled=false unit/tax.test.js
      Sandbox: <state>"
    `);
  });

  test("a runner that is not installed is refused with how to get it", async () => {
    const root = await makeShop({
      "package.json": '{ "name": "till", "scripts": { "test": "ava" } }\n',
      "test/till.test.js": "",
    });
    await rm(join(root, "node_modules"), { recursive: true });
    // Whoever runs this by npx has the project's own programs on PATH.
    const server = await serveShop(root, [], { PATH: "/usr/bin:/bin" });
    expect(await server.callText("run_tests")).toMatchInlineSnapshot(
      `"RUNNER_NOT_FOUND: The tests need ava, and there is none, neither in the package nor on PATH. Next: Install it: \`npm install --save-dev ava\`."`,
    );
  });

  test("a repository without tests is told so", async () => {
    const root = await makeShop({ "notes.md": "# Notes\n" });
    expect(await (await serveShop(root)).callText("run_tests")).toMatchInlineSnapshot(
      `"NO_TESTS: No test framework is set up here: no test script, configuration or test file of a known one was found. Next: Run check_code instead, or add tests."`,
    );
  });

  test("what the programs wrote is shown from its end, and by cursor from its beginning", async () => {
    const lines = Array.from(
      { length: 300 },
      (_, at) => `\u001B[31mline ${at}\u001B[0m of the till`,
    );
    const root = await makeShop({
      "package.json": '{ "name": "till", "scripts": { "test": "node check.js" } }\n',
      "check.js": `console.log(${JSON.stringify(lines.join("\n"))});\n`,
    });
    const server = await serveShop(root);
    const runId = recordOf(await server.call("run_tests")).run_id;
    const ask = { run_id: runId, view: "output", max_chars: 2000 };
    const end = await server.call("get_test_run", ask);
    const tail = recordOf(end).output;
    expect(tail).toMatch(/line 299 of the till$/);
    let cursor = recordOf(end).cursor;
    let all = "";
    while (cursor !== undefined) {
      const page = await server.call("get_test_run", { ...ask, cursor });
      all += `${recordOf(page).output}\n`;
      cursor = recordOf(page).cursor;
    }
    expect(all.trimEnd().split("\n")).toEqual(
      Array.from({ length: 300 }, (_, at) => `line ${at} of the till`),
    );
  });

  test("characters that cannot be seen are written out", async () => {
    const root = await makeShop({
      ...till,
      "test/odd.test.js":
        'import test from "node:test";\n\ntest("odd \\u202E name", () => { throw new Error("\\u001B[31mred\\u001B[0m \\u200B\\u{E0041} end"); });\n',
    });
    const server = await serveShop(root);
    const text = await server.callText("run_tests", { files: ["test/odd.test.js"] });
    expect(blank(text)).toMatchInlineSnapshot(`
      "failed: 1 failed, 0 passed in <time> (run_id <run>)
      node:test (scripts.test): node --import=file://…/node-test-child-reporter.mjs --test --test-reporter=file://…/node-test-reporter.mjs --test-reporter-destination=…/0/node-test.txt ./test/odd.test.js
      Sandbox: <state>
      1× Error: red ⟨U+200B⟩⟨U+E0041⟩ end
        at test/odd.test.js:3 | test("odd \\u202E name", () => { throw new Error("\\u001B[31mred\\u001B[0m \\u200B\\u{E0041} end"); });
        test test/odd.test.js:3 odd ⟨U+202E⟩ name
      ⟨U+…⟩ stands for a character that cannot be seen, by its code point."
    `);
  });

  test("the sandbox is what annotations and answers say", async () => {
    const root = await makeShop(till);
    const off = await serveShop(root, ["--sandbox", "off"]);
    expect((await off.callText("run_tests")).split("\n")[2]).toBe(
      "Sandbox: none (The server was started with --sandbox off.)",
    );
    const { tools } = await off.client.listTools();
    expect(tools.find(({ name }) => name === "run_tests")?.annotations).toMatchObject({
      destructiveHint: true,
      openWorldHint: true,
    });
  });

  test("a test that the sandbox keeps from the network is told of", async (context) => {
    const root = await makeShop({
      ...till,
      "test/net.test.js":
        'import test from "node:test";\nimport { lookup } from "node:dns/promises";\n\ntest("asks", async () => { await lookup("shop.example.com"); });\n',
    });
    const server = await serveShop(root);
    const result = await server.call("run_tests", { files: ["test/net.test.js"] });
    const { sandbox } = z
      .looseObject({ sandbox: z.looseObject({ backend: z.string() }) })
      .parse(result.structuredContent);
    if (sandbox.backend === "none") {
      context.skip("there is no sandbox here");
    }
    expect(textOf(result)).toContain(
      "Note: Maybe blocked by the sandbox: network (EAI_AGAIN). Tests have no network but their own loopback, unless the user starts the server with --test-network.",
    );
  });

  test("two runs at once take turns in a package", async () => {
    const root = await makeShop({
      ...till,
      "test/alone.test.js":
        'import test from "node:test";\nimport { mkdirSync, rmdirSync } from "node:fs";\n\ntest("is alone", async () => {\n  mkdirSync("lock");\n  await new Promise((resolve) => setTimeout(resolve, 1000));\n  rmdirSync("lock");\n});\n',
    });
    const server = await serveShop(root);
    const texts = await Promise.all([server.callText("run_tests"), server.callText("run_tests")]);
    expect(texts.map((text) => text.slice(0, 26))).toEqual(
      Array.from({ length: 2 }, () => "passed: 0 failed, 4 passed"),
    );
  });

  test("a client that cancels ends the run", async () => {
    const root = await makeShop({
      ...till,
      "test/slow.test.js":
        'import test from "node:test";\nimport { writeFileSync } from "node:fs";\n\ntest("waits", async () => {\n  writeFileSync("begun", String(process.pid));\n  await new Promise((resolve) => setTimeout(resolve, 600000));\n});\n',
    });
    const server = await serveShop(root);
    const abort = new AbortController();
    const call = server.client.callTool(
      { name: "run_tests", arguments: { files: ["test/slow.test.js"] } },
      { signal: abort.signal },
    );
    await waitForFile(join(root, "begun"));
    abort.abort();
    await expect(call).rejects.toThrow("abort");
    // The package is free again only when that run is over.
    const next = await server.callText("run_tests", { files: ["test/greet.test.js"] });
    expect(next).toMatch(/^passed: /);
  });
});

function inFolder(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}

type Result = Awaited<ReturnType<Awaited<ReturnType<typeof serveShop>>["call"]>>;

const record = z.looseObject({
  run_id: z.string(),
  cursor: z.string().optional(),
  output: z.string().optional(),
  tests: z.array(z.looseObject({ name: z.string() })).optional(),
});

function recordOf(result: Result): z.infer<typeof record> {
  return record.parse(result.structuredContent);
}

async function waitForFile(path: string): Promise<void> {
  while (!existsSync(path)) {
    await sleep(50);
  }
}
