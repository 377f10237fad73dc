import { mkdir, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readOutputs } from "../../src/test-runs/read-outputs.ts";
import { temporaryFolder } from "../support/repository.ts";

test("what was there before, leads elsewhere, or lies elsewhere is not read", async () => {
  const root = await temporaryFolder();
  const outside = await temporaryFolder();
  await writeFile(join(outside, "secret.xml"), "secret");
  await mkdir(join(root, "reports"));
  await writeFile(join(root, "reports", "TEST-new.xml"), "<new/>");
  await writeFile(join(root, "reports", "TEST-old.xml"), "<old/>");
  await utimes(join(root, "reports", "TEST-old.xml"), 1, 1);
  await symlink(join(outside, "secret.xml"), join(root, "reports", "TEST-link.xml"));
  await symlink(outside, join(root, "linked"));
  const { files } = readOutputs(
    [
      join(root, "reports", "*.xml"),
      join(root, "linked", "secret.xml"),
      join(outside, "secret.xml"),
      join(root, "missing.ndjson"),
      join(root, "nowhere", "*.xml"),
    ],
    [root],
    Date.now(),
  );
  expect([...files]).toEqual([[join(root, "reports", "TEST-new.xml"), "<new/>"]]);
});
