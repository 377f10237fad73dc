import { expect, test } from "vitest";
import { shareRuns } from "../../src/repository/share-runs.ts";
import type { Task } from "../../src/task.ts";

test("who comes while a run is under way shares the next one", async () => {
  const { share, runs } = countedRuns();
  const first = share(task());
  const others = [share(task()), share(task()), share(task())];
  expect(await Promise.all([first, ...others])).toEqual([1, 1, 1, 1]);
  const again = share(task());
  await Promise.resolve();
  const later = [share(task()), share(task())];
  expect(await Promise.all([again, ...later])).toEqual([2, 3, 3]);
  expect(runs()).toBe(3);
});

test("a run that was left before it began does not fail who comes after", async () => {
  const { share } = countedRuns();
  const first = share(task());
  await Promise.resolve();
  const controller = new AbortController();
  const left = share(task(controller.signal));
  controller.abort(new Error("cancelled"));
  const after = share(task());
  await expect(left).rejects.toThrow("cancelled");
  expect(await first).toBe(1);
  expect(await after).toBe(2);
});

test("a run is aborted when all who wait for it have left, and not before", async () => {
  const aborted: boolean[] = [];
  const share = shareRuns(async ({ signal }) => {
    await pause();
    aborted.push(signal.aborted);
  });
  const one = new AbortController();
  const two = new AbortController();
  const both = [share(task(one.signal)), share(task(two.signal))];
  await Promise.resolve();
  one.abort(new Error("one"));
  await expect(both[0]).rejects.toThrow("one");
  await both[1];
  const alone = share(task(two.signal));
  await Promise.resolve();
  two.abort(new Error("two"));
  await expect(alone).rejects.toThrow("two");
  await share(task());
  expect(aborted).toEqual([false, true, false]);
});

function countedRuns(): { share: (task: Task) => Promise<number>; runs: () => number } {
  let count = 0;
  const share = shareRuns(async () => {
    count += 1;
    const own = count;
    await pause();
    return own;
  });
  return { share, runs: () => count };
}

async function pause(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
}

function task(signal: AbortSignal = new AbortController().signal): Task {
  return { signal, progress: () => undefined };
}
