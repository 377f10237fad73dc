import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { textOf } from "../support/start-server.ts";
import { blank, makeShop, serveShop } from "../test-runs/shop.ts";
import { recordOf, till } from "./run-tests-support.ts";

/** Runners take seconds to start on a busy machine. */
const patient = { timeout: 120_000 };

describe("run_tests", patient, () => {
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

async function waitForFile(path: string): Promise<void> {
  while (!existsSync(path)) {
    await sleep(50);
  }
}
