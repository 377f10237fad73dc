import { expect, test } from "vitest";

import { findRunners } from "../../src/test-runs/find-runners.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { temporaryFolder, writeFiles } from "../support/repository.ts";

test("names what would run the tests of each package, and how to get what is not here", async () => {
  const root = await temporaryFolder();
  const files = {
    "package.json": '{"scripts": {"test": "node --test"}}',
    "cart.test.js": "",
    "till/package.json": '{"scripts": {"test": "node --test"}}',
    "till/till.test.js": "",
    "shop/package.json": '{"scripts": {"test": "vitest run"}}',
    "shop/shop.test.ts": "",
  };
  await writeFiles(root, files);
  // With no PATH there is only the Node that runs us.
  expect(findRunners(root, Object.keys(files).map(asRepoPath), {})).toMatchInlineSnapshot(`
    [
      {
        "packages": 2,
        "runner": "node:test",
      },
      {
        "missing": "Install it: \`npm install --save-dev vitest\`.",
        "packages": 1,
        "runner": "Vitest",
      },
    ]
  `);
});
