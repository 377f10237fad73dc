import { expect, test } from "vitest";

import { typescript } from "../../src/languages/typescript.ts";
import { findEnclosing } from "../../src/parsing/enclosing.ts";
import { textFacts } from "./text-facts.ts";

const source = `import { tax } from "./tax.ts";

/** A cart. */
class Cart {
  /** Adds. */
  add(): void {
    tax();
  }
}
const shipping = { rate() {}, express() {} };
`;

const places: readonly (readonly [
  line: number,
  column: number | undefined,
  name: string | undefined,
])[] = [
  [1, undefined, undefined],
  [3, undefined, "Cart"],
  [5, undefined, "Cart.add"],
  [7, undefined, "Cart.add"],
  [9, undefined, "Cart"],
  [10, undefined, "shipping.express"],
  [10, 8, "shipping"],
  [10, 21, "shipping.rate"],
  [10, 46, undefined],
];

test.each(places)("around line %i, column %s stands %s", async (line, column, name) => {
  expect(findEnclosing(await textFacts(typescript, source), line, column)).toBe(name);
});
