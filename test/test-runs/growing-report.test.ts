import { appendFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { GrowingReport } from "../../src/test-runs/growing-report.ts";
import { temporaryFolder } from "../support/repository.ts";
import { makePipe } from "../workspace/support.ts";

test("tests are counted as their lines come, also when one comes in pieces", async () => {
  const file = join(await temporaryFolder(), "events.ndjson");
  const report = new GrowingReport(file);
  expect(report.count()).toEqual({ passed: 0, failed: 0 });
  await writeFile(file, '{"kind":"test","status":"passed"}\n{"kind":"test","stat');
  expect(report.count()).toEqual({ passed: 1, failed: 0 });
  await appendFile(file, 'us":"failed"}\n{"kind":"end"}\n');
  expect(report.count()).toEqual({ passed: 1, failed: 1 });
});

test("a pipe or a link in the report's place is not read", { timeout: 10_000 }, async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "real"), '{"kind":"test","status":"passed"}\n');
  await symlink(join(folder, "real"), join(folder, "link"));
  expect(new GrowingReport(join(folder, "link")).count()).toEqual({ passed: 0, failed: 0 });
  makePipe(join(folder, "pipe"));
  expect(new GrowingReport(join(folder, "pipe")).count()).toEqual({ passed: 0, failed: 0 });
});
