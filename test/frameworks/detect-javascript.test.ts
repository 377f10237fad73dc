import { expect, test } from "vitest";

import { ava } from "../../src/frameworks/ava.ts";
import { bun } from "../../src/frameworks/bun.ts";
import { deno } from "../../src/frameworks/deno.ts";
import { jest } from "../../src/frameworks/jest.ts";
import { mocha } from "../../src/frameworks/mocha.ts";
import { nodeTest } from "../../src/frameworks/node-test.ts";
import { playwright } from "../../src/frameworks/playwright.ts";
import { vitest } from "../../src/frameworks/vitest.ts";
import { filesOf } from "../support/run-framework.ts";

const frameworks = [vitest, jest, mocha, nodeTest, ava, playwright, bun, deno];

/** Who sees its own tests in these files, by what, and the command when a script has one. */
function seenBy(files: Readonly<Record<string, string>>): string[] {
  return frameworks.flatMap((framework) => {
    const { id } = framework;
    const found = framework.detect(filesOf(files));
    return found === undefined
      ? []
      : [
          [
            `${id}: ${found.because}`,
            ...(found.configured === undefined ? [] : [found.configured.join(" ")]),
          ].join(": "),
        ];
  });
}

function manifest(fields: object): Readonly<Record<string, string>> {
  return { "package.json": JSON.stringify({ name: "corner-shop", ...fields }) };
}

test.each([
  [{ scripts: { test: "vitest --config a.ts" } }, ["vitest: scripts.test: vitest --config a.ts"]],
  [
    { scripts: { test: "npm run lint && npm run unit", lint: "eslint .", unit: "jest --ci" } },
    ["jest: scripts.test: jest --ci"],
  ],
  [
    { scripts: { test: "run-s test:*", "test:e2e": "playwright test -c e2e.ts" } },
    ["playwright: scripts.test:e2e: playwright test -c e2e.ts"],
  ],
  [{ scripts: { test: "npm test" } }, []],
  [{ scripts: { test: "cd web && jest" } }, []],
  [{ scripts: { test: "npm --prefix web run cart", cart: "jest" } }, []],
  [
    { scripts: { test: "tsx --test test/*.ts" } },
    ["node-test: scripts.test: tsx --test test/*.ts"],
  ],
  [{ scripts: { test: "node test.js" } }, []],
  [{ scripts: { test: "bun test --bail" } }, ["bun: scripts.test: bun test --bail"]],
  [{ scripts: { test: "react-scripts test" } }, ["jest: scripts.test: react-scripts test"]],
  [{ scripts: { bench: "vitest bench", test: "vitest bench" } }, []],
  [{ scripts: { build: "jest" } }, []],
  [{ jest: {} }, ["jest: package.json jest"]],
  [{ ava: {} }, ["ava: package.json ava"]],
  [{ devDependencies: { mocha: "*" } }, ["mocha: devDependencies.mocha"]],
  [{ scripts: [], devDependencies: "jest", jest: null }, ["jest: package.json jest"]],
])("%j", (fields, seen) => {
  expect(seenBy(manifest(fields))).toEqual(seen);
});

test.each([
  [{ "vitest.config.mts": "" }, ["vitest: vitest.config.mts"]],
  [{ ".mocharc.yml": "" }, ["mocha: .mocharc.yml"]],
  [{ "sub/jest.config.js": "" }, []],
  [
    { "test/till.test.js": `import test from "node:test";` },
    ["node-test: test/till.test.js imports node:test"],
  ],
  [{ "till.test.ts": `import { test } from "bun:test";` }, ["bun: till.test.ts imports bun:test"]],
  [
    { "deno.json": `{ /* the shop */ "tasks": { "test": "deno test -A", }, }`, "till_test.ts": "" },
    ["deno: deno.json tasks.test: deno test -A"],
  ],
  [
    { "deno.json": `{ "tasks": { "test": { "command": "deno test" } } }` },
    ["deno: deno.json tasks.test: deno test"],
  ],
  [{ "till_test.ts": "Deno.test(() => {})" }, ["deno: till_test.ts calls Deno.test"]],
  [{ "package.json": "{ not json" }, []],
  [{ "package.json": "[]" }, []],
])("%j", (files, seen) => {
  expect(seenBy(files as Readonly<Record<string, string>>)).toEqual(seen);
});

test("what else a test script does is told", () => {
  const found = jest.detect(
    filesOf(manifest({ scripts: { test: "tsc && A=1 jest", pretest: "rm -r dist" } })),
  );
  expect(found).toEqual({
    because: "scripts.test",
    configured: ["jest"],
    environment: { A: "1" },
    leftOut: ["tsc"],
  });
});
