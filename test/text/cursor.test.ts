import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openPage } from "../../src/text/page.ts";

const request = { query: "Cart", kinds: ["class"], limit: 50, max_chars: 8000 };

test("a cursor leads back to its place, also with another limit and budget", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.integer(), (offset, total, limit) => {
      const cursor = openPage("find_symbols", request).cursorAt(offset, total);
      expect(
        openPage("find_symbols", { ...request, limit, max_chars: 9000, cursor }),
      ).toMatchObject({ offset, totalBefore: total });
    }),
  );
});

test("the order of the arguments does not matter", () => {
  const cursor = openPage("find_symbols", { query: "Cart", path: "src" }).cursorAt(50, 90);
  expect(openPage("find_symbols", { path: "src", query: "Cart", cursor }).offset).toBe(50);
});

test("a cursor is refused by every other request and tool", () => {
  const cursor = openPage("find_symbols", request).cursorAt(50, 90);
  for (const [tool, input] of [
    ["search_code", request],
    ["find_symbols", { ...request, query: "cart" }],
    ["find_symbols", { ...request, path: "src" }],
  ] as const) {
    expect(() => openPage(tool, { ...input, cursor })).toThrow(
      expect.objectContaining({ code: "CURSOR_INVALID" }),
    );
  }
});

test("no text but a cursor is taken for one", () => {
  fc.assert(
    fc.property(fc.string(), (cursor) => {
      expect(() => openPage("find_symbols", { ...request, cursor })).toThrow(
        expect.objectContaining({ code: "CURSOR_INVALID" }),
      );
    }),
  );
});
