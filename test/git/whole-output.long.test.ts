import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { never } from "../workspace/support.ts";
import { bench, gitAt } from "./support.ts";

/** Does nothing else for so many milliseconds. */
function work(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs) {
    // That is all.
  }
}

/** Three in a hundred came back empty when the end of git counted, and not that of its output. */
test("output is whole, also when this process is too busy to read it before git has ended", async () => {
  const on = bench();
  const git = await gitAt(on.repository("shop", { "till.ts": "export const till = 1;\n" }), on);
  const over = new AbortController();
  const beBusy = async (): Promise<void> => {
    while (!over.signal.aborted) {
      work(80);
      await sleep(50);
    }
  };
  const lengths = new Map<number, number>();
  const ask = async (): Promise<void> => {
    for (let round = 0; round < 10; round += 1) {
      let length = 0;
      await sleep(Math.random() * 20);
      await git.run(["rev-parse", "HEAD"], {
        signal: never,
        onChunk(chunk) {
          length += chunk.length;
          // Meanwhile others write and end, and the system tells of their ends together with this one's.
          work(Math.random() * 40);
        },
      });
      lengths.set(length, (lengths.get(length) ?? 0) + 1);
    }
  };
  const busy = beBusy();
  await Promise.all(Array.from({ length: 20 }, ask));
  over.abort();
  await busy;
  expect([...lengths]).toEqual([[41, 200]]);
}, 120_000);
