import { expect, test } from "vitest";
import { renderHits, shortenHit, type HitLines } from "../../src/text/hits.ts";

const file = ["a1", "a2 hit", "a3", "a4 hit", "a5", "a6", "a7", "a8", "a9 hit"];

function hitAt(line: number, around: number, symbol?: string): HitLines {
  const at = line - 1;
  return {
    path: "src/cart.ts",
    line,
    endLine: line,
    lines: file.slice(at, at + 1),
    before: file.slice(Math.max(0, at - around), at),
    after: file.slice(at + 1, at + 1 + around),
    ...(symbol !== undefined && { symbol }),
  };
}

test("matches stand under their file and symbol like ripgrep's", () => {
  const hits = [
    hitAt(2, 0),
    hitAt(4, 0, "Cart.total"),
    hitAt(9, 0, "Cart.total"),
    { ...hitAt(2, 0, "Cart.total"), path: "src/till.ts" },
  ];
  expect(renderHits(hits).join("\n")).toMatchInlineSnapshot(`
    "src/cart.ts
    2:a2 hit
    in Cart.total
    4:a4 hit
    9:a9 hit
    src/till.ts
    in Cart.total
    2:a2 hit"
  `);
});

test("lines around two matches are shown once, also when one of them is a match itself", () => {
  expect(renderHits([hitAt(2, 2), hitAt(4, 2), hitAt(9, 1)]).join("\n")).toMatchInlineSnapshot(`
    "src/cart.ts
    1-a1
    2:a2 hit
    3-a3
    4:a4 hit
    5-a5
    6-a6
    --
    8-a8
    9:a9 hit"
  `);
});

test("a short match is its first line without what is around it", () => {
  expect(shortenHit(hitAt(2, 2))).toMatchObject({ lines: ["a2 hit"], before: [], after: [] });
  const plain = hitAt(2, 0);
  expect(shortenHit(plain)).toBe(plain);
});
