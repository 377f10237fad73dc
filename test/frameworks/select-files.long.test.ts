import { expect, test } from "vitest";

import { ava } from "../../src/frameworks/ava.ts";
import type { Framework } from "../../src/frameworks/framework.ts";
import { jest } from "../../src/frameworks/jest.ts";
import { mocha } from "../../src/frameworks/mocha.ts";
import { nodeTest } from "../../src/frameworks/node-test.ts";
import { playwright } from "../../src/frameworks/playwright.ts";
import { vitest } from "../../src/frameworks/vitest.ts";
import { makeProject, ranOf, runFramework } from "../support/run-framework.ts";

const manifest = JSON.stringify({ name: "corner-shop", private: true, jest: { transform: {} } });

/** A file whose name is a pattern, beside those that the pattern means; with what it takes to be tests. */
function filesLike(ending: string, header: string): Readonly<Record<string, string>> {
  const names = ["[till]", "t", "i", "till", "[till]s"];
  return Object.fromEntries(
    names.map((name) => [
      `test/${name}${ending}`,
      `${header}it(${JSON.stringify(name)}, (t) => { t?.pass?.(); });`,
    ]),
  );
}

const runners: readonly (readonly [Framework, string, string])[] = [
  [vitest, ".test.mjs", `import { it } from "vitest";`],
  [jest, ".test.js", `/** Nothing to import. */`],
  [mocha, ".js", `/** Nothing to import. */`],
  [nodeTest, ".test.js", `const { it } = require("node:test");`],
  [ava, ".mjs", `import it from "ava";`],
  [
    playwright,
    ".spec.js",
    `const it = (name, run) => require("@playwright/test").test(name, () => run());`,
  ],
];

test.each(runners)(
  "$id runs the file that was named, although its name is a pattern",
  async (framework, ending, header) => {
    const project = await makeProject({ "package.json": manifest, ...filesLike(ending, header) });
    const { report } = await runFramework(framework, project, {
      files: [`test/[till]${ending}`],
      nodeVersion: process.versions.node,
    });
    expect(ranOf(report)).toEqual([`test/[till]${ending} [till]`]);
  },
  60_000,
);

test("mocha: what its configuration names is not added to the files asked for, the rest of it counts", async () => {
  const files = {
    "package.json": JSON.stringify({
      name: "corner-shop",
      mocha: { require: ["./test/currency.js"] },
    }),
    ".mocharc.json": JSON.stringify({ spec: "test/*.spec.js", require: ["./test/locale.js"] }),
    "test/currency.js": `process.env.CURRENCY = "EUR";`,
    "test/locale.js": `process.env.SHOP_LOCALE = "de";`,
    "test/till.spec.js": `it("sets up", () => require("assert").equal(process.env.CURRENCY + process.env.SHOP_LOCALE, "EURde"));`,
    "test/tea.spec.js": `it("brews", () => {});`,
  };
  const project = await makeProject(files);
  const all = await runFramework(mocha, project);
  expect(ranOf(all.report)).toEqual(["test/tea.spec.js brews", "test/till.spec.js sets up"]);
  const one = await runFramework(mocha, project, { files: ["test/till.spec.js"] });
  expect(one.report.tests).toMatchObject([{ name: "sets up", status: "passed" }]);
}, 60_000);
