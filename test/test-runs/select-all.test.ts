import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { frameworks } from "../../src/frameworks/index.ts";
import { findTestPackages } from "../../src/test-runs/find-test-packages.ts";
import { selectAll } from "../../src/test-runs/select-all.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { packageRoot } from "../support/package-root.ts";
import { temporaryFolder, writeFiles } from "../support/repository.ts";

/** What `run_tests` would run, as `folder: framework (reason)`. */
async function partsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await temporaryFolder();
  await writeFiles(root, files);
  const packages = findTestPackages(root, Object.keys(files).map(asRepoPath));
  const { parts, notes } = selectAll(packages);
  return [
    ...parts.map(
      (part) =>
        `${part.package.folder || "."}: ${part.setup.framework.id} (${part.setup.detected.because})`,
    ),
    ...notes,
  ];
}

test("every framework there is is listed", async () => {
  const folder = join(packageRoot, "src", "frameworks");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
  const found = await Promise.all(
    names.map(
      async (name) =>
        /^export const \w+: Framework = \{\s*id: "(?<id>[^"]+)"/mu.exec(
          await readFile(join(folder, name), "utf8"),
        )?.groups?.["id"] ?? [],
    ),
  );
  expect(frameworks.map(({ id }) => id).toSorted()).toEqual(found.flat().toSorted());
});

test("the test script says which framework it is, and others are told of", async () => {
  expect(
    await partsOf({
      "package.json":
        '{ "scripts": { "test": "jest", "e2e": "playwright test" }, "devDependencies": { "vitest": "*", "jest": "*" } }',
      "playwright.config.ts": "",
      "cart.test.js": "",
      "e2e/cart.spec.ts": "",
    }),
  ).toMatchInlineSnapshot(`
    [
      ".: jest (scripts.test)",
      "Playwright Test is set up in . as well (scripts.e2e) and did not run; name its files to run them.",
    ]
  `);
});

test("each ecosystem of a package has its own", async () => {
  expect(
    await partsOf({
      "package.json": '{ "scripts": { "test": "vitest" } }',
      "src/cart.test.ts": "",
      "pyproject.toml": "[tool.pytest.ini_options]\n",
      "tests/test_cart.py": "",
    }),
  ).toMatchInlineSnapshot(`
    [
      ".: vitest (scripts.test)",
      ".: pytest (pyproject.toml)",
    ]
  `);
});

test("members of a workspace run with it", async () => {
  expect(
    await partsOf({
      "Cargo.toml": '[workspace]\nmembers = ["cart"]\n',
      "src/lib.rs": "",
      "tests/all.rs": "",
      "cart/Cargo.toml": '[package]\nname = "cart"\n',
      "cart/src/lib.rs": "#[test]\nfn adds() {}\n",
      "cart/tests/cart.rs": "",
      "java/pom.xml": "<project><modules><module>till</module></modules></project>",
      "java/src/test/java/AllTest.java": "",
      "java/till/pom.xml": "<project></project>",
      "java/till/src/test/java/TillTest.java": "",
    }),
  ).toMatchInlineSnapshot(`
    [
      ".: cargo-test (Cargo.toml)",
      "java: maven (pom.xml)",
    ]
  `);
});

test("a script that hands over to the packages does not run beside them", async () => {
  const member = {
    "packages/cart/package.json": '{ "scripts": { "test": "mocha" } }',
    "packages/cart/test/cart.js": "",
  };
  for (const script of [
    "turbo run test",
    "pnpm -r test",
    "npm test --workspaces",
    "yarn workspaces foreach run test",
    "lerna run test",
    "nx run-many -t test",
  ]) {
    const manifest = JSON.stringify({ scripts: { test: script } });
    expect(await partsOf({ "package.json": manifest, ...member })).toEqual([
      "packages/cart: mocha (scripts.test)",
    ]);
  }
});

test("packages of fixtures do not run, unless there is nothing else", async () => {
  const broken = {
    "test/fixtures/broken/package.json": '{ "scripts": { "test": "mocha" } }',
    "test/fixtures/broken/test/cart.js": "",
  };
  expect(await partsOf(broken)).toEqual(["test/fixtures/broken: mocha (scripts.test)"]);
  expect(
    await partsOf({
      "package.json": '{ "scripts": { "test": "node --test" } }',
      "test/cart.test.js": "",
      ...broken,
    }),
  ).toMatchInlineSnapshot(`
    [
      ".: node-test (scripts.test)",
      "1 package in folders of fixtures and examples did not run (test/fixtures/broken); name them in files to run them.",
    ]
  `);
});

test("without a test file there is nothing to run", async () => {
  expect(
    await partsOf({ "package.json": '{ "devDependencies": { "vitest": "*" } }', "src/a.ts": "" }),
  ).toEqual([]);
});
