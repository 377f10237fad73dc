import { expect, test } from "vitest";

import { makeRepository } from "../support/repository.ts";
import { startServer } from "../support/start-server.ts";

test("a pattern that backtracks without end is given up, and the server goes on", async () => {
  const root = await makeRepository({ "evil.txt": `${"a".repeat(60)}!\n`.repeat(20) });
  const server = await startServer({ root });
  const began = performance.now();
  expect(
    await server.callText("search_code", { pattern: "(a+)+$", mode: "regex" }),
  ).toMatchInlineSnapshot(
    `"PATTERN_TOO_SLOW: The pattern was given up after 5 seconds: it backtracks without end. Next: Avoid repetitions inside repetitions such as (a+)+, anchor it, or search for a literal part and read the hits."`,
  );
  expect(performance.now() - began).toBeLessThan(8000);
  expect(await server.callText("search_code", { pattern: "a!", limit: 1 })).toMatch(
    /^20 matches in 1 file\n/,
  );
  await server.close();
}, 15_000);
