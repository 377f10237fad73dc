import { expect, it } from "vitest";

import { runsOf } from "../matching/runs.ts";
import { tallyTrials } from "../stress/property-tally.ts";

it("a patch in any format does what its author meant or is refused, whatever is wrong with it or has become of the files", async () => {
  const count = runsOf(200);
  const { wrong, byHarm } = await tallyTrials({ first: 0, count });
  expect(wrong).toEqual([]);
  const unharmed = byHarm.get("none") ?? new Map<string, number>();
  // Refusing everything would be right as well, and of no use.
  expect(unharmed.get("done")).toBeGreaterThan(count / 4);
}, 60_000);
