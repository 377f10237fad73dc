import { expect, test } from "vitest";

import { ava } from "../../src/frameworks/ava.ts";
import type { Framework } from "../../src/frameworks/framework.ts";
import { jest } from "../../src/frameworks/jest.ts";
import { mocha } from "../../src/frameworks/mocha.ts";
import { nodeTest } from "../../src/frameworks/node-test.ts";
import { playwright } from "../../src/frameworks/playwright.ts";
import { vitest } from "../../src/frameworks/vitest.ts";
import { makeProject, runFramework, type Run, type Selection } from "../support/run-framework.ts";

/** Why a run is not green, by all that its report tells; nothing when it is. */
function doubtsOf({ report, exitCode }: Run): string[] {
  const ran = report.tests.filter(({ status }) => status === "passed" || status === "failed");
  return [
    ...(exitCode === 0 ? [] : ["exit code"]),
    ...(report.ended ? [] : ["not ended"]),
    ...(ran.length > 0 ? [] : ["no tests"]),
    ...(report.suiteErrors.length === 0 ? [] : ["suite error"]),
    ...(ran.every(({ status }) => status === "passed") ? [] : ["failed"]),
    ...((report.started ?? 0) <= report.tests.length ? [] : ["unfinished"]),
  ];
}

async function doubtsAbout(
  framework: Framework,
  files: Readonly<Record<string, string>>,
  selection?: Selection,
): Promise<string[]> {
  return doubtsOf(await runFramework(framework, await makeProject(files), selection));
}

const manifest = JSON.stringify({ name: "corner-shop", private: true });
const leaves = `
it("opens the till", () => {});
it("goes home early", () => process.exit(0));
it("counts the money", () => { throw new Error("There is none"); });
`;
const nodeImports = `const { it } = require("node:test");`;

/** Whether the runner's own exit code would have been believed. */
const early: readonly (readonly [Framework, Readonly<Record<string, string>>, string[]])[] = [
  [jest, { "till.test.js": leaves }, ["not ended", "unfinished"]],
  [mocha, { "test/till.js": leaves }, ["not ended", "unfinished"]],
  [nodeTest, { "till.test.js": nodeImports + leaves }, ["no tests", "suite error"]],
  [vitest, { "till.test.mjs": `import { it } from "vitest";${leaves}` }, ["exit code", "failed"]],
  [
    ava,
    { "test.mjs": `import it from "ava";${leaves.replaceAll("() =>", "(t) =>")}` },
    ["exit code", "not ended", "suite error", "failed"],
  ],
];

test.each(early)(
  "a test that ends the process with 0 is never green: $id",
  async (framework, files, doubts) => {
    expect(await doubtsAbout(framework, { "package.json": manifest, ...files })).toEqual(doubts);
  },
  60_000,
);

test("node:test: a file that exits after some of its tests have reported is not green", async () => {
  const files = {
    "till.test.js": `${nodeImports}
it("opens the till", async () => { await new Promise((done) => setTimeout(done, 200)); });
it("goes home early", async () => { await new Promise((done) => setTimeout(done, 200)); process.exit(0); });
it("counts the money", () => { throw new Error("There is none"); });`,
    "tea.test.js": `${nodeImports} it("brews", () => {});`,
  };
  expect(await doubtsAbout(nodeTest, files)).toContain("suite error");
  const selected = { names: ["home early", "brews"] };
  expect(await doubtsAbout(nodeTest, files, selected)).toContain("suite error");
}, 60_000);

test("node:test: a script without node:test is one test, whatever it exits with", async () => {
  const files = { "plain.test.js": `require("node:assert").ok(true); process.exit(0);` };
  expect(await doubtsAbout(nodeTest, files)).toEqual([]);
  const fails = { "plain.test.js": `console.error("Error: no tea"); process.exit(3);` };
  expect(await doubtsAbout(nodeTest, fails)).toEqual(["exit code", "no tests", "suite error"]);
}, 60_000);

test("node:test: in the environment of another run it runs nothing, and that is not green", async () => {
  const files = { "till.test.js": nodeImports + leaves };
  const environment = { NODE_TEST_CONTEXT: "child-v8" };
  expect(await doubtsAbout(nodeTest, files, { environment })).toEqual(["not ended", "no tests"]);
}, 60_000);

test.each([
  [mocha, { "test/till.js": `it("opens", () => {});` }],
  [nodeTest, { "till.test.js": `${nodeImports} it("opens", () => {});` }],
] as const)(
  "a name that nothing has is no test, although $id exits with 0",
  async (framework, files) => {
    const selection = { names: ["no such test"], exactNames: true };
    expect(await doubtsAbout(framework, { "package.json": manifest, ...files }, selection)).toEqual(
      ["no tests"],
    );
  },
  60_000,
);

test("mocha: a file that cannot be loaded stops everything, and its stack says where", async () => {
  const project = await makeProject({
    "package.json": manifest,
    "test/till.js": `it("opens", () => {});`,
    "test/voucher.js": `require("../src/voucher.js");`,
  });
  const run = await runFramework(mocha, project);
  expect(doubtsOf(run)).toEqual(["exit code", "not ended", "no tests", "suite error"]);
  expect(run.report.suiteErrors[0]?.message).toContain("Cannot find module '../src/voucher.js'");
  expect(run.report.suiteErrors[0]?.frames[0]?.path).toBe("test/voucher.js");
}, 60_000);

test("playwright: a file that cannot be loaded stops everything", async () => {
  const project = await makeProject({
    "package.json": manifest,
    "till.spec.js": `require("@playwright/test").test("opens", () => {});`,
    "voucher.spec.js": `require("./voucher.js");`,
  });
  const run = await runFramework(playwright, project);
  expect(doubtsOf(run)).toEqual(["exit code", "no tests", "suite error"]);
  expect(run.report.suiteErrors[0]).toMatchObject({ path: "voucher.spec.js" });
}, 60_000);

test("mocha: hooks that fail are failures of the test they precede, or of the suite", async () => {
  const project = await makeProject({
    "package.json": manifest,
    "test/till.js": `
describe("till", () => {
  before(() => { throw new RangeError("No power"); });
  it("opens", () => {});
});
describe("drawer", () => {
  beforeEach(() => { throw new Error("Stuck"); });
  it("opens", () => {});
  it("closes", () => {});
});
describe("safe", () => {
  after(async () => { throw new Error("Left open"); });
  it("opens", () => {});
  it("is tried again", function () { this.retries(1); if (this.test.currentRetry() === 0) throw new Error("once"); });
  it("says so twice", (done) => { done(); done(); });
});`,
  });
  const run = await runFramework(mocha, project);
  expect(run.report.started).toBe(run.report.tests.length);
  expect(
    run.report.tests.map(
      ({ name, status, failures }) =>
        `${status} ${name} ${failures[0]?.message.replace(/ of file .*/, "") ?? ""}`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "failed drawer > opens "before each" hook for "opens": Stuck",
      "passed safe > opens ",
      "passed safe > is tried again ",
      "passed safe > says so twice ",
      "failed safe > says so twice done() called multiple times in test <safe says so twice>",
    ]
  `);
  expect(run.report.suiteErrors.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "till > "before all" hook for "opens": RangeError: No power",
      "safe > "after all" hook for "says so twice": Left open",
    ]
  `);
}, 60_000);
