import { expect, test } from "vitest";

import type { Framework } from "../../src/frameworks/framework.ts";
import { jest } from "../../src/frameworks/jest.ts";
import { mocha } from "../../src/frameworks/mocha.ts";
import { nodeTest } from "../../src/frameworks/node-test.ts";
import { vitest } from "../../src/frameworks/vitest.ts";
import { makeProject, runFramework } from "../support/run-framework.ts";

const manifest = JSON.stringify({ name: "corner-shop", private: true, jest: { transform: {} } });

const odd = `
const circle = { article: "tea" };
circle.self = circle;
const failing = (fields) => Object.assign(new Error("wrong"), fields);
it("a circle", () => { throw failing({ expected: circle, actual: { big: 12 } }); });
it("nothing", () => { throw undefined; });
it("a huge text", () => { throw new Error("tea ".repeat(500_000)); });
it("a huge list", () => { throw failing({ expected: Array.from({ length: 100_000 }, (_, i) => i), actual: [] }); });
it("colours", () => { throw new Error("\\u001b[31mred\\u001b[0m"); });
it("is fine", () => {});
`;

/** Not every runner survives these itself. */
const hostile = `
const trap = new Proxy({}, { get() { throw new Error("a trap"); }, has() { throw new Error("a trap"); } });
it("a getter", () => { throw Object.defineProperty(new Error("x"), "message", { get() { throw new Error("no message"); } }); });
it("a proxy", () => { throw trap; });
it("a symbol", () => { throw Symbol("tea"); });
it("a big integer", () => { throw failing({ expected: 12n, actual: [12n] }); });
`;

async function messagesOf(
  framework: Framework,
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  const project = await makeProject({ "package.json": manifest, ...files });
  const { report } = await runFramework(framework, project);
  expect(report).toMatchObject({
    ended: true,
    started: report.tests.length,
    suiteErrors: [],
    notes: [],
  });
  expect(JSON.stringify(report).length).toBeLessThan(200_000);
  return report.tests.map(
    ({ name, failures: [failure] }) => `${name}: ${failure?.message.slice(0, 60) ?? "passed"}`,
  );
}

test("mocha: whatever is thrown is reported", async () => {
  expect(await messagesOf(mocha, { "test/till.js": odd + hostile })).toMatchInlineSnapshot(`
    [
      "a circle: wrong",
      "nothing: Runnable failed with falsy or undefined exception. Please th",
      "a huge text: tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea ",
      "a huge list: wrong",
      "colours: red",
      "is fine: passed",
      "a getter: no message",
      "a proxy: a trap",
      "a symbol: the symbol Symbol(tea) was thrown, throw an Error :)",
      "a big integer: wrong",
    ]
  `);
}, 60_000);

test("node:test: whatever is thrown is reported", async () => {
  const text = `const { it } = require("node:test");${odd}`;
  expect(await messagesOf(nodeTest, { "till.test.js": text })).toMatchInlineSnapshot(`
    [
      "a circle: wrong",
      "nothing: undefined",
      "a huge text: tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea ",
      "a huge list: wrong",
      "colours: red",
      "is fine: passed",
    ]
  `);
}, 60_000);

test("jest: whatever is thrown is reported", async () => {
  expect(await messagesOf(jest, { "till.test.js": odd })).toMatchInlineSnapshot(`
    [
      "a circle: wrong",
      "nothing: thrown: undefined",
      "a huge text: tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea ",
      "a huge list: wrong",
      "colours: red",
      "is fine: passed",
    ]
  `);
}, 60_000);

test("vitest: whatever is thrown is reported", async () => {
  const text = `import { it } from "vitest";${odd}${hostile}`;
  expect(await messagesOf(vitest, { "till.test.mjs": text })).toMatchInlineSnapshot(`
    [
      "a circle: wrong",
      "nothing: undefined",
      "a huge text: tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea ",
      "a huge list: wrong",
      "colours: red",
      "is fine: passed",
      "a getter: <unserializable>: no message",
      "a proxy: a trap",
      "a symbol: Symbol(tea)",
      "a big integer: wrong",
    ]
  `);
}, 60_000);

test("vitest: a snapshot is written only when asked", async () => {
  const project = await makeProject({
    "package.json": manifest,
    "till.test.mjs": `import { expect, it } from "vitest"; it("prints", () => expect("2.50").toMatchSnapshot());`,
  });
  expect((await runFramework(vitest, project)).exitCode).toBe(1);
  expect((await runFramework(vitest, project, { updateSnapshots: true })).exitCode).toBe(0);
  expect((await runFramework(vitest, project)).exitCode).toBe(0);
}, 60_000);
