import { spawnSync } from "node:child_process";

import { expect, test } from "vitest";

import { makeShop, serveShop } from "../test-runs/shop.ts";

/** Runners take seconds to start on a busy machine. */
const patient = { timeout: 120_000 };

const nodeTest = '{ "type": "module", "scripts": { "test": "node --test" } }\n';
const nodeGreen = 'import test from "node:test";\n\ntest("adds", () => {});\n';
const mocha = '{ "scripts": { "test": "mocha" } }\n';
const jest = '{ "scripts": { "test": "jest" } }\n';
const goModule = "module example.com/till\n\ngo 1.19\n";
const goGreen = 'package till\n\nimport "testing"\n\nfunc TestAdds(t *testing.T) {}\n';

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Without it the case is left out. */
  readonly needs?: readonly [program: string, ...args: string[]];
  readonly ask?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** How the answer begins. */
  readonly verdict: RegExp;
}

/** Runs that exit with 0, or that a test's own process.exit(0) made look like a success, and are none. */
const cases: readonly Case[] = [
  {
    title: "node:test, whose process leaves with 0 in a test",
    files: {
      "package.json": nodeTest,
      "test/a.test.js":
        'import test from "node:test";\n\ntest("leaves", () => process.exit(0));\ntest("never runs", () => {});\n',
    },
    verdict: /^(incomplete|failed): /,
  },
  {
    title: "mocha, whose process leaves with 0 in a test",
    files: {
      "package.json": mocha,
      "test/a.js":
        'it("adds", () => {});\nit("leaves", () => process.exit(0));\nit("never runs", () => {});\n',
    },
    verdict: /^incomplete: 0 failed, 1 passed/,
  },
  {
    title: "jest, whose process leaves with 0 in a test",
    files: {
      "package.json": jest,
      "a.test.js":
        'it("adds", () => {});\nit("leaves", () => process.exit(0));\nit("never runs", () => {});\n',
    },
    verdict: /^(incomplete|failed): /,
  },
  {
    title: "pytest, whose process leaves with 0 in a test",
    needs: ["python3", "-c", "import pytest"],
    files: {
      "pyproject.toml": "[tool.pytest.ini_options]\n",
      "test_till.py":
        "import os\n\ndef test_adds(): pass\ndef test_leaves(): os._exit(0)\ndef test_never_runs(): assert False\n",
    },
    verdict: /^incomplete: 0 failed, 1 passed/,
  },
  {
    title: "a runner that is told it runs in another one",
    files: {
      "package.json": nodeTest,
      "test/a.test.js":
        'import test from "node:test";\n\ntest("is red", () => { throw new Error("red"); });\n',
    },
    env: { NODE_TEST_CONTEXT: "child-v8", VITEST: "true", JEST_WORKER_ID: "1" },
    verdict: /^failed: 1 failed, 0 passed/,
  },
  {
    title: "node:test with a name that no test has",
    files: { "package.json": nodeTest, "test/a.test.js": nodeGreen },
    ask: { names: ["multiplies"] },
    verdict: /^no_tests: 0 failed, 0 passed/,
  },
  {
    title: "mocha with a name that no test has",
    files: { "package.json": mocha, "test/a.js": 'it("adds", () => {});\n' },
    ask: { names: ["multiplies"] },
    verdict: /^no_tests: 0 failed, 0 passed/,
  },
  {
    title: "go with a name that no test has",
    needs: ["go", "version"],
    files: { "go.mod": goModule, "till_test.go": goGreen },
    ask: { names: ["TestMultiplies"] },
    verdict: /^no_tests: 0 failed, 0 passed/,
  },
  {
    title: "unittest with a name that no test has",
    needs: ["python3", "--version"],
    files: {
      "setup.py": "",
      "tests/__init__.py": "",
      "tests/test_till.py":
        "import unittest\n\nclass Till(unittest.TestCase):\n    def test_adds(self): pass\n",
    },
    ask: { names: ["test_multiplies"] },
    verdict: /^no_tests: 0 failed, 0 passed/,
  },
  {
    title: "a package that does not build beside one that is green",
    needs: ["go", "version"],
    files: {
      "go.mod": goModule,
      "till_test.go": goGreen,
      "stall/stall_test.go":
        'package stall\n\nimport "testing"\n\nfunc TestSells(t *testing.T) { sell() }\n',
    },
    verdict: /^failed: 1 suite error, 0 failed, 1 passed/,
  },
  {
    title: "a file that cannot be loaded beside one that is green",
    files: {
      "package.json": jest,
      "a.test.js": 'it("adds", () => {});\n',
      "b.test.js": 'require("./gone.js");\n',
    },
    verdict: /^failed: 1 suite error, 0 failed, 1 passed/,
  },
  {
    title: "only skipped tests",
    files: {
      "package.json": nodeTest,
      "test/a.test.js": 'import test from "node:test";\n\ntest.skip("adds", () => {});\n',
    },
    verdict: /^no_tests: 0 failed, 0 passed, 1 skipped/,
  },
  {
    title: "tests that a test forges in the report",
    files: {
      "package.json": mocha,
      "test/a.js":
        'const { appendFileSync } = require("node:fs");\n\nit("forges", () => {\n  const report = `${process.env.TMPDIR}/../events.ndjson`;\n  appendFileSync(report, `{"kind":"test","name":"forged","status":"passed","failures":[]}\\n{"kind":"end"}\\n`);\n  process.exit(0);\n});\nit("never runs", () => { throw new Error("red"); });\n',
    },
    verdict: /^(error|failed): 1 suite error, 0 failed, 0 passed/,
  },
];

for (const { title, files, needs, ask, env, verdict } of cases) {
  const isMissing = needs !== undefined && spawnSync(needs[0], needs.slice(1)).status !== 0;
  test.skipIf(isMissing)(
    `not passed: ${title}${isMissing ? ` (${needs[0]} is not there)` : ""}`,
    patient,
    async () => {
      const server = await serveShop(await makeShop(files), [], env);
      expect(await server.callText("run_tests", ask)).toMatch(verdict);
    },
  );
}
