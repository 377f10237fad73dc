import { expect, test } from "vitest";
import { sizedAll } from "../../src/text/sized-all.ts";
import { sizedSection, type TextSection } from "../../src/text/sections.ts";

const cart: TextSection = {
  path: "src/cart.ts",
  sha: "c0ffee",
  encoding: "utf-8",
  totalLines: 90,
  parts: [
    { role: "imports", firstLine: 1, lines: ["import a", "import b"] },
    { role: "symbol", firstLine: 40, lines: ["class Cart {", "  total() {}", "}"] },
  ],
  notes: ["1 syntax error."],
};

test("a section has a heading, its parts with line numbers, and its notes", () => {
  const sized = sizedSection(cart);
  expect(sized.at(sized.most)).toMatchInlineSnapshot(`
    "src/cart.ts (90 lines, sha c0ffee)
    -- imports
    1	import a
    2	import b
    -- symbol
    40	class Cart {
    41	  total() {}
    42	}
    Note: 1 syntax error."
  `);
});

test("with too little room the helping parts go first, and what is missing is said with its target", () => {
  expect(sizedSection(cart).at(2)).toMatchInlineSnapshot(`
    "src/cart.ts (90 lines, sha c0ffee)
    -- imports
    Left out to fit max_chars: lines 1-2. Read them with target "src/cart.ts:1-2".
    -- symbol
    40	class Cart {
    41	  total() {}
    Left out to fit max_chars: lines 42-42. Read them with target "src/cart.ts:42-42".
    Note: 1 syntax error."
  `);
});

test("a very long line is cut and says by how much", () => {
  const long = {
    ...cart,
    parts: [{ role: "file" as const, firstLine: 1, lines: ["x".repeat(5000)] }],
    notes: [],
  };
  expect(sizedSection(long).at(1)).toMatch(/\n1\tx{999}… \(4001 more characters in this line\)$/);
});

test("several texts share the room, and the last ones are dropped by name when there is none", () => {
  const texts = [1, 5].map((most) => ({ most, at: (detail: number) => `${detail} of ${most}` }));
  const sized = sizedAll(texts, (first) => `dropped from ${first}`);
  expect(Array.from({ length: sized.most + 1 }, (_, detail) => sized.at(detail))).toEqual([
    "dropped from 0",
    "0 of 1\n\ndropped from 1",
    "0 of 1\n\n0 of 5",
    "1 of 1\n\n1 of 5",
    "1 of 1\n\n2 of 5",
    "1 of 1\n\n3 of 5",
    "1 of 1\n\n4 of 5",
    "1 of 1\n\n5 of 5",
  ]);
});
