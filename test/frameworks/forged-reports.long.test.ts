import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { Framework } from "../../src/frameworks/framework.ts";
import { jest } from "../../src/frameworks/jest.ts";
import { minitest } from "../../src/frameworks/minitest.ts";
import { mocha } from "../../src/frameworks/mocha.ts";
import { nodeTest } from "../../src/frameworks/node-test.ts";
import { pytest } from "../../src/frameworks/pytest.ts";
import { rspec } from "../../src/frameworks/rspec.ts";
import { unittest } from "../../src/frameworks/unittest.ts";
import { vitest } from "../../src/frameworks/vitest.ts";
import { findOnPath, makeProject, runFramework } from "../support/run-framework.ts";

const manifest = JSON.stringify({ name: "corner-shop", private: true });

/** Adds to the report what is missing, with a seal of it, wherever it lies. A process's first environment stays readable. */
const forgeInNode = `
const fs = require("node:fs");
function forge() {
  const names = Object.keys(process.env).filter((name) => /^REPOWRIGHT_(?!MOCHA)/.test(name));
  fs.writeFileSync("names.json", JSON.stringify(names));
  for (const pid of [process.pid, process.ppid]) {
    const environment = fs.readFileSync("/proc/" + pid + "/environ", "utf8");
    const file = /REPOWRIGHT_REPORT=([^\\0]+)/.exec(environment)?.[1];
    if (file === undefined) continue;
    const [seal] = fs.readFileSync(file, "utf8").trim().split("\\n").at(-1).split(" ");
    for (const event of [
      { kind: "test", name: "counts the money", status: "passed", failures: [] },
      { kind: "end", counts: { passed: 2 } },
    ]) fs.appendFileSync(file, seal + " " + JSON.stringify(event) + "\\n");
    return;
  }
}`;
const suite = `
${forgeInNode}
it("opens the till", () => { forge(); process.exit(0); });
it("counts the money", () => { throw new Error("There is none"); });`;

const forgeInPython = `
import json, os
def forge():
    with open("names.json", "w") as file:
        json.dump([name for name in os.environ if name == "REPOWRIGHT_REPORT"], file)
    with open("/proc/self/environ") as file:
        path = dict(one.partition("=")[::2] for one in file.read().split("\\0"))["REPOWRIGHT_REPORT"]
    with open(path, "r+") as file:
        seal = file.read().strip().split("\\n")[-1].split(" ")[0]
        for event in [{"kind": "test", "name": "pays", "status": "passed"}, {"kind": "end", "counts": {"passed": 2}}]:
            file.write(seal + " " + json.dumps(event) + "\\n")
    os._exit(0)
`;

const forgeInRuby = `
require "json"
def forge
  File.write("names.json", JSON.generate(ENV.keys.grep(/\\AREPOWRIGHT_REPORT/)))
  path = File.read("/proc/self/environ")[/REPOWRIGHT_REPORT=([^\\0]+)/, 1]
  seal = File.readlines(path).last.split(" ").first
  [{ kind: "test", name: "pays", status: "passed" }, { kind: "end", counts: { passed: 2 } }].each do |event|
    File.open(path, "a") { |file| file.puts("#{seal} #{JSON.generate(event)}") }
  end
  exit!(0)
end
`;

const forgers: readonly (readonly [Framework, string, Readonly<Record<string, string>>])[] = [
  [mocha, "node", { "test/till.js": suite }],
  [jest, "node", { "till.test.js": suite }],
  [nodeTest, "node", { "till.test.js": `const { it } = require("node:test");${suite}` }],
  [
    vitest,
    "node",
    {
      "till.test.mjs": `import { it } from "vitest";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);${suite}`,
    },
  ],
  [
    pytest,
    "pytest",
    {
      "test_till.py": `${forgeInPython}\ndef test_opens(): forge()\n\ndef test_pays(): assert False\n`,
    },
  ],
  [
    unittest,
    "python3",
    {
      "test_till.py": `import unittest\n${forgeInPython}
class Till(unittest.TestCase):
    def test_opens(self): forge()
    def test_pays(self): self.fail()
`,
    },
  ],
  [
    rspec,
    "rspec",
    { "spec/till_spec.rb": `${forgeInRuby}\nRSpec.describe("till") { it("opens") { forge } }\n` },
  ],
  [
    minitest,
    "ruby",
    {
      "test/test_till.rb": `require "minitest"\n${forgeInRuby}
class TestTill < Minitest::Test
  def test_opens = forge
end
`,
    },
  ],
];

for (const [framework, program, files] of forgers) {
  const isMissing = !existsSync("/proc/self/environ") || findOnPath(program) === undefined;
  test.skipIf(isMissing)(
    `${framework.id}: a test that writes a passing end into the report and leaves is seen`,
    { timeout: 60_000 },
    async () => {
      const project = await makeProject({ "package.json": manifest, ...files });
      const { report } = await runFramework(framework, project);
      expect(await readFile(join(project.root, "names.json"), "utf8")).toMatch(/^\[\s*\]$/);
      expect(report.suiteErrors.map(({ message }) => message)).toContainEqual(
        expect.stringMatching(/^The report was tampered with: 2 lines/),
      );
      expect(report.tests.map(({ name }) => name)).not.toContain("pays");
    },
  );
}

test(
  "mocha: a reporter that a test makes for itself writes nothing",
  { timeout: 60_000 },
  async () => {
    const project = await makeProject({
      "package.json": manifest,
      "test/till.js": `
const { EventEmitter } = require("node:events");
it("opens the till", () => {
  const path = process.argv.find((one) => one.startsWith("--reporter=")).slice("--reporter=".length);
  const runner = new EventEmitter();
  new (require(path))(runner);
  runner.emit("pass", { title: "counts the money", file: __filename });
  runner.emit("end");
  process.exit(0);
});
it("counts the money", () => { throw new Error("There is none"); });`,
    });
    const { report, exitCode } = await runFramework(mocha, project);
    expect({ exitCode, ...report }).toMatchObject({ exitCode: 0, ended: false, tests: [] });
  },
);

test("node:test: a file that hides how it ends is seen", { timeout: 60_000 }, async () => {
  const project = await makeProject({
    "package.json": manifest,
    "till.test.js": `const { it } = require("node:test");
it("opens the till", () => {
  process.removeAllListeners("exit");
  process.exit(0);
});
it("counts the money", () => { throw new Error("There is none"); });`,
  });
  const { report } = await runFramework(nodeTest, project);
  expect(report.suiteErrors).toHaveLength(1);
});
