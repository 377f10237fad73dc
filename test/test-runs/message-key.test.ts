import { expect, test } from "vitest";

import { messageKey } from "../../src/test-runs/message-key.ts";

test.each([
  ["expected 3 to be 4", "expected -17.5 to be 1e9"],
  ["no price for 'tea'", 'no price for "it\\"s milk"'],
  ["cannot read /shop/a b/cart.ts", "cannot read /till/a b/main.ts"],
  ["object at 0x7ffe12 is gone", "object at 0xdeadbeef is gone"],
  ["commit 1a2b3c4d5e is not known", "commit fe98dc76ba54 is not known"],
  ["late: 2026-01-01T10:00:00.000Z", "late: 2025-12-31 09:59:59+01:00"],
  ["id 123e4567-e89b-12d3-a456-426614174000", "id 00000000-e89b-12d3-a456-426614174fff"],
  ["two\n  lines", "two lines"],
])("%j and %j differ in values alone", (left, right) => {
  expect(messageKey("Error", left)).toBe(messageKey("Error", right));
});

test("other words and other types make other failures", () => {
  expect(messageKey("Error", "no price")).not.toBe(messageKey("Error", "no tax"));
  expect(messageKey("Error", "no price")).not.toBe(messageKey("TypeError", "no price"));
});

test("a hostile message takes no time", () => {
  const begun = performance.now();
  for (const text of ['"'.repeat(1e6), "a/".repeat(1e6), "'\\".repeat(1e6), "1".repeat(1e6)]) {
    messageKey(undefined, text);
  }
  expect(performance.now() - begun).toBeLessThan(500);
});
