import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  wordsInAnyCase,
  wordsOfLiteral,
  wordsOfRegex,
  wordsOfSyntax,
} from "../../src/search/required-words.ts";

describe("words that a match must hold", () => {
  it.each([
    ["cart.total(", "total cart"],
    ["a b 12 345", ""],
    ["price_list", "price_list"],
  ])("literal %s", (pattern, expected) => {
    expect(wordsOfLiteral(pattern).join(" ")).toBe(expected);
  });

  it.each([
    ["fetch($URL, $$$REST)", "fetch"],
    ["$A.push($_)", "push"],
    ["$total + $TOTAL", "total"],
    ["pay(1) // quickly", ""],
    ["this.#count", ""],
  ])("code %s", (pattern, expected) => {
    expect(wordsOfSyntax(pattern).join(" ")).toBe(expected);
  });

  it("in any case are cut at the letters that others fold to", () => {
    expect(wordsInAnyCase(["baskets", "Market", "total"])).toEqual(["total", "Mar"]);
  });

  it.each([
    ["class \\w+Cart extends", "extends class Cart"],
    ["load|store", ""],
    ["(load|store)Cart", "Cart"],
    ["colou?rs", "colo"],
    ["colors*", "color"],
    ["ab{2}cde", "cde"],
    ["\\bprice\\b", "price"],
    ["[abc]def\\(ghi\\)", "def ghi"],
    ["\\u0041bcd", "bcd"],
    ["foo(?=bar)baz", "baz foo"],
    ["\\p{Lu}nder", "nder"],
  ])("regex %s", (pattern, expected) => {
    expect(wordsOfRegex(pattern).toSorted().join(" ")).toBe(
      expected.split(" ").toSorted().join(" "),
    );
  });
});

it("never asks for a word that a match does not hold", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "abc",
      "x",
      "cart",
      "\\b",
      "\\w",
      ".",
      "[a-c]",
      "(abc|def)",
      "(?:xyz)",
      "\\.",
      "\\(",
      " ",
      "_",
    ),
  );
  const pattern = fc
    .array(fc.tuple(piece, fc.constantFrom("", "", "", "?", "*", "+", "{0,2}", "|")), {
      maxLength: 6,
    })
    .map((parts) => parts.map(([one, more]) => (one === "\\b" ? one : one + more)).join(""));
  const text = fc
    .array(fc.constantFrom("abc", "def", "x", "xyz", "cart", ".", "(", " ", "_", "b"), {
      maxLength: 12,
    })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(pattern, text, (source, haystack) => {
      const match = new RegExp(source).exec(haystack)?.[0];
      const absent =
        match === undefined ? [] : wordsOfRegex(source).filter((word) => !match.includes(word));
      expect(absent).toEqual([]);
    }),
    { numRuns: 20_000 },
  );
});
