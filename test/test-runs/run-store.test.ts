import { afterEach, expect, test, vi } from "vitest";

import { openRunStore } from "../../src/test-runs/run-store.ts";
import { temporaryFolder } from "../support/repository.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("the last run is the newest, also when the clock was set back or stands still", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const store = openRunStore(await temporaryFolder());
  const ids: string[] = [];
  for (const time of ["2026-05-02", "2026-05-01", "2026-05-01", "2026-05-03"]) {
    vi.setSystemTime(new Date(time));
    ids.push((await store.create()).id);
  }
  expect(ids.toSorted()).toEqual(ids);
});
