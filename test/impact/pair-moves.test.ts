import { expect, test } from "vitest";
import { pairMoves } from "../../src/impact/pair-moves.ts";

const lines = (...numbers: readonly number[]): string =>
  numbers.map((one) => `price(${one});\n`).join("");

test("a new file is paired with the file it is most like", () => {
  const gone = [
    { path: "old/till.ts", text: lines(1, 2, 3, 4) },
    { path: "old/cart.ts", text: lines(5, 6, 7, 8) },
  ];
  const fresh = [
    { path: "new/cart.ts", text: lines(5, 6, 7, 9) },
    { path: "new/till.ts", text: lines(1, 2, 3, 4, 10) },
  ];
  expect([...pairMoves(gone, fresh)]).toEqual([
    ["new/till.ts", "old/till.ts"],
    ["new/cart.ts", "old/cart.ts"],
  ]);
});

test("files that share less than half of their lines, or end otherwise, are no pair", () => {
  const gone = [{ path: "till.ts", text: lines(1, 2, 3, 4) }];
  expect([...pairMoves(gone, [{ path: "cart.ts", text: lines(1, 7, 8, 9) }])]).toEqual([]);
  expect([...pairMoves(gone, [{ path: "till.py", text: lines(1, 2, 3, 4) }])]).toEqual([]);
});

test("a file is moved once", () => {
  const text = lines(1, 2);
  const gone = [{ path: "a.ts", text }];
  const fresh = [
    { path: "b.ts", text },
    { path: "c.ts", text },
  ];
  expect([...pairMoves(gone, fresh)]).toEqual([["b.ts", "a.ts"]]);
});
