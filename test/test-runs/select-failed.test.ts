import { expect, test } from "vitest";

import { lastFailures } from "../../src/test-runs/last-failures.ts";
import { openRunStore } from "../../src/test-runs/run-store.ts";
import type { StoredRun } from "../../src/test-runs/stored-run.ts";
import { noCounts } from "../../src/test-runs/test-run.ts";
import { temporaryFolder } from "../support/repository.ts";

type Told = Readonly<Record<string, "passed" | "failed">>;

function runOf(
  id: string,
  told: Told,
  isWhole: boolean,
  broken: readonly string[] = [],
): StoredRun {
  const tests = Object.entries(told).map(([place, status]) => {
    const [path = "", name = ""] = place.split("#");
    return { name, path, status, failures: [] };
  });
  const suiteErrors = broken.map((path) => ({ path, message: "broken", frames: [] }));
  return {
    id,
    key: "k",
    isWhole,
    verdict: "failed",
    why: [],
    durationMs: 1,
    sandbox: { backend: "none", network: true },
    clusters: [],
    notes: [],
    packages: [
      {
        folder: ".",
        framework: "Vitest",
        frameworkId: "vitest",
        because: "scripts.test",
        command: "vitest",
        verdict: "failed",
        why: [],
        counts: noCounts(),
        durationMs: 1,
        report: { tests, suiteErrors, ended: true, notes: [] },
      },
    ],
  };
}

test("what fails is what failed when it last ran, back to the last run of everything", async () => {
  const folder = await temporaryFolder();
  const store = openRunStore(folder);
  const keep = async (told: Told, isWhole: boolean, broken?: readonly string[]): Promise<void> => {
    const { id } = await store.create();
    await store.keep(runOf(id, told, isWhole, broken));
    // Ids are made of milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 2));
  };
  expect(lastFailures(store)).toBeUndefined();
  await keep({ "old.ts#gone": "failed" }, true);
  await keep({ "a.ts#one": "failed", "a.ts#two": "failed", "b.ts#three": "failed" }, true, [
    "c.ts",
  ]);
  await keep({ "a.ts#one": "passed" }, false);
  await keep({ "b.ts#three": "passed", "b.ts#four": "failed" }, false);
  // Another process has the runs as well.
  const [failures] = lastFailures(openRunStore(folder)) ?? [];
  expect(failures?.report.tests.map(({ name }) => name).toSorted()).toEqual(["four", "two"]);
  expect(failures?.report.suiteErrors.map(({ path }) => path)).toEqual(["c.ts"]);
  await keep({ "c.ts#five": "passed" }, false);
  expect(lastFailures(store)?.[0]?.report.suiteErrors).toEqual([]);
});

test("the last twenty runs are kept", async () => {
  const store = openRunStore(await temporaryFolder());
  const ids: string[] = [];
  for (let at = 0; at < 23; at += 1) {
    const { id } = await store.create();
    ids.push(id);
    await store.keep(runOf(id, {}, true));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(ids.map((id) => store.find(id) !== undefined)).toEqual([
    ...Array.from({ length: 3 }, () => false),
    ...Array.from({ length: 20 }, () => true),
  ]);
  expect(store.find("../../../etc/passwd")).toBeUndefined();
});
