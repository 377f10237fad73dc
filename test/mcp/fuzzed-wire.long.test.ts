import { expect, test } from "vitest";

import { fuzzWire } from "../stress/wire.ts";

test(
  "whatever comes over the wire, each request is answered once and the server lives",
  { timeout: 120_000 },
  async () => {
    const { tried, wrong } = await fuzzWire({ seconds: 100, runs: 150, from: 0 });
    expect(wrong).toEqual([]);
    expect(tried).toBe(450);
  },
);
