import { describe, expect, test } from "vitest";

import { parseTexts } from "../../src/formats/parse-texts.ts";
import { describePatch } from "./support.ts";

const edit = { path: "till.ts", oldText: "a", newText: "b", occurrence: "only" } as const;

describe("parseTexts", () => {
  test("edits of a file become one operation, and common ends context", () => {
    const patch = parseTexts([
      { ...edit, oldText: "a\nb\nc\nd\n", newText: "a\nB\nd\n" },
      { ...edit, path: "other.ts", occurrence: "all", nearLine: 7 },
      { ...edit, oldText: "total", newText: "sum\n" },
      { ...edit, path: "new.ts", oldText: "", newText: "x\ny" },
      { ...edit, path: "empty.ts", oldText: "", newText: "" },
    ]);
    expect(describePatch(patch)).toMatchInlineSnapshot(`
      "texts
      update "till.ts"
        @1
          a
         -b
         -c
         +B
          d
        @3
         -total
         +sum
      update "other.ts"
        @2 near 7 everywhere
         -a
         +b
      create "new.ts"
        @4 new newline false
         +x
         +y
      create "empty.ts""
    `);
    expect(patch.operations[0]?.hunks[1]?.texts).toEqual({ old: "total", new: "sum\n" });
  });

  test("lines that repeat are not context twice", () => {
    const [operation] = parseTexts([{ ...edit, oldText: "a\na\n", newText: "a\n" }]).operations;
    expect(operation?.hunks[0]?.lines.map(({ kind }) => kind)).toEqual(["context", "remove"]);
  });

  test("no edits, and edits of nothing, are refused", () => {
    expect(() => parseTexts([])).toThrow(expect.objectContaining({ code: "EMPTY" }));
    expect(() => parseTexts([edit, { ...edit, path: " " }])).toThrow("Edit 2 names no file.");
  });
});
