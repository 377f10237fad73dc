import { expect, test } from "vitest";

import { completeName } from "../../src/text/complete.ts";
import { renderFence } from "../../src/text/fence.ts";

test("names that begin with what was typed come first, then those with such a word, then the others", () => {
  const names = ["recart.ts", "shop/readCart.ts", "shop/my-cart.ts", "Cart.ts", "till.ts"];
  expect(completeName("cart", names)).toEqual([
    "Cart.ts",
    "shop/readCart.ts",
    "shop/my-cart.ts",
    "recart.ts",
  ]);
});

test("nothing typed finds all, but for names that nobody can type", () => {
  expect(completeName("", ["a.ts", "b\u202E.ts", "c\n.ts"])).toEqual(["a.ts"]);
});

test("no text can close its fence", () => {
  expect(renderFence("a\n```\nb\n")).toBe("````\na\n```\nb\n````");
  expect(renderFence("`".repeat(5000))).toBe("````\n```(5000 backticks)\n````");
  expect(renderFence("")).toBe("```\n\n```");
});
