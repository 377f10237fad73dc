import { expect, it } from "vitest";

import { ExplainingTime } from "../../src/matching/explaining-time.ts";
import { place, safeV4a } from "./placing.ts";

it("hunks that find no place share the time for saying where they nearly fit", () => {
  expect(candidatesWithin(new ExplainingTime())).toBe(1);
  expect(candidatesWithin(new ExplainingTime(0))).toBe(0);
});

function candidatesWithin(explaining: ExplainingTime): number | undefined {
  const { failures } = place("open\nsum\nclose\n", "@@\n open\n-sun\n+tax\n close", {
    ...safeV4a,
    explaining,
  });
  return failures[0]?.candidates.length;
}
