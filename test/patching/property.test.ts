import { expect, it } from "vitest";

import { runsOf } from "../matching/runs.ts";
import { randomTrial } from "../stress/property-case.ts";
import { randomFragments } from "../stress/property-fragments.ts";
import { tallyTrials } from "../stress/property-tally.ts";

it("a patch in any format does what its author meant or is refused, whatever is wrong with it or has become of the files", async () => {
  const count = runsOf(200);
  const { wrong, byHarm } = await tallyTrials({ makeTrial: randomTrial, first: 0, count });
  expect(wrong).toEqual([]);
  const unharmed = byHarm.get("none") ?? new Map<string, number>();
  // Refusing everything would be right as well, and of no use.
  expect(unharmed.get("done")).toBeGreaterThan(count / 4);
}, 60_000);

it("texts that begin and end anywhere in lines give way to others as in any program that replaces text, or are refused", async () => {
  const count = runsOf(200);
  const { wrong, byFormat } = await tallyTrials({ makeTrial: randomFragments, first: 0, count });
  expect(wrong).toEqual([]);
  expect(byFormat.get("texts")?.get("done")).toBeGreaterThan(count / 4);
}, 60_000);
