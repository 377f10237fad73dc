import { expect, test } from "vitest";

import { type KeptPlan, KeptPlans } from "../../src/edits/kept-plans.ts";

const minute = 60_000;

function plan(text = ""): KeptPlan {
  return {
    patch: {
      format: "v4a",
      operations: [
        {
          op: "create",
          path: "till.txt",
          stripped: true,
          hunks: [{ patchLine: 1, headers: [], lines: [{ kind: "add", text, patchLine: 1 }] }],
          patchLine: 1,
        },
      ],
      warnings: [],
    },
    options: { match: "safe", overwrite: false },
    acceptedIn: [],
    planned: { changes: [], files: [], failures: [], alreadyApplied: false, warnings: [] },
    failed: [],
    choices: [],
  };
}

test("a plan lives for thirty minutes", () => {
  let now = 0;
  const plans = new KeptPlans(() => now);
  const kept = plan();
  const id = plans.keep(kept);
  now = 29 * minute;
  expect(plans.get(id)).toBe(kept);
  now = 31 * minute;
  expect(() => plans.get(id)).toThrowError(/No plan/u);
});

test("the fifty newest plans are kept", () => {
  const plans = new KeptPlans();
  const ids = Array.from({ length: 51 }, () => plans.keep(plan()));
  expect(() => plans.get(ids[0] ?? "")).toThrowError(/No plan/u);
  expect(plans.get(ids[1] ?? "")).toBeDefined();
});

test("large plans push out older ones, and one that is too large for all is kept alone", () => {
  const plans = new KeptPlans();
  const small = plans.keep(plan());
  const large = plans.keep(plan("x".repeat(40_000_000)));
  expect(() => plans.get(small)).toThrowError(/No plan/u);
  expect(plans.get(large)).toBeDefined();
});
