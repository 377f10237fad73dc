import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fit } from "../../src/text/fit.ts";

test("the most detailed wording within the budget is taken", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1 }), fc.nat(300), (steps, budget) => {
      const sizes = steps.map((_, at) =>
        steps.slice(0, at + 1).reduce((sum, step) => sum + step, 0),
      );
      const fitting = sizes.filter((size) => size <= budget).length;
      const chosen = fit(
        { most: sizes.length - 1, at: (detail) => detail },
        budget,
        (detail) => sizes[detail] ?? 0,
      );
      expect(sizes[chosen]).toBe(sizes[Math.max(0, fitting - 1)]);
    }),
  );
});
