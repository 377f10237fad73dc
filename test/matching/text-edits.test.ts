import { expect, it } from "vitest";

import type { Hunk } from "../../src/formats/hunk.ts";
import { hunkOfTexts } from "../../src/formats/hunk-of-texts.ts";
import { placeHunks } from "../../src/matching/place-hunks.ts";
import { outcome, subjectOf } from "./placing.ts";

const text = "const a = 1, b = 1;\nfunction go() {\n  return a;\n}\nreturn a;\n";

it("a text inside a line", () => {
  expect(edit(text, [["b = 1", "b = 2"]])).toBe(text.replace("b = 1", "b = 2"));
  expect(edit(text, [["1, b", "$&"]])).toBe(text.replace("1, b", "$$&"));
});

it("a text that begins in one line and ends in another", () => {
  expect(edit(text, [["go() {\n  return", "run() {\n  yield"]])).toBe(
    text.replace("go() {\n  return", "run() {\n  yield"),
  );
  expect(edit(text, [["  return a;\n}\n", ""]])).toBe(text.replace("  return a;\n}\n", ""));
  expect(edit("a\nb\n", [["b\n", ""]])).toBe("a\n");
  expect(edit("a\nb\n", [["\nb", "c"]])).toBe("ac\n");
  expect(edit("a\nb", [["b\n", "c\n"]])).toBe("a\nc");
  expect(edit("a\nb\n", [["a\nb\n", ""]])).toBe("");
});

it("a text that is there twice is refused, unless all are meant or a line is near one", () => {
  expect(edit(text, [["return a;", "return b;"]])).toBe("AMBIGUOUS");
  expect(edit(text, [["return a;", "return b;", { everywhere: true }]])).toBe(
    text.replaceAll("return a;", "return b;"),
  );
  expect(edit(text, [["return a;", "return b;", { lineHint: 5 }]])).toBe(
    text.replace(/return a;\n$/u, "return b;\n"),
  );
  expect(edit(text, [["return a;", "return b;", { lineHint: 4 }]])).toBe("AMBIGUOUS");
  expect(edit("aaa\n", [["aa", "b"]])).toBe("AMBIGUOUS");
  expect(edit("aaaa\naa\n", [["aa", "b", { everywhere: true }]])).toBe("bb\nb\n");
});

it("several edits in one line, and several in any order", () => {
  expect(
    edit(text, [
      ["b = 1", "b = 2"],
      ["a = 1", "a = 0"],
      ["go", "run"],
    ]),
  ).toBe(text.replace("a = 1", "a = 0").replace("b = 1", "b = 2").replace("go", "run"));
  expect(
    edit(text, [
      ["a = 1, b", "x"],
      ["1, b = 1", "y"],
    ]),
  ).toBe("OVERLAP");
});

it("whole lines are found with other blanks", () => {
  expect(edit("if x:\n\ta\n\tb\n", [["    a\n    b", "    c"]])).toBe("if x:\n\tc\n");
  expect(edit("a  \nb\n", [["a\nb", "a\nc"]])).toBe("a  \nc\n");
});

it("what was done is told apart from what is not there", () => {
  expect(edit("first\nsecond line\n", [["first\nother", "first\nsecond line"]])).toBe(
    "ALREADY_APPLIED",
  );
  expect(edit("first\n", [["nothing of it", "x"]])).toBe("NO_MATCH");
  expect(failureOf("const tax = net * rate / 100;\n", "const tax = net * rates / 100;", "x"))
    .toMatchInlineSnapshot(`
      {
        "candidates": [
          {
            "endLine": 1,
            "equalLines": 0,
            "fileLines": [
              "const tax = net * rate / 100;",
            ],
            "firstDifference": {
              "actual": "const tax = net * rate / 100;",
              "expected": "const tax = net * rates / 100;",
              "fileLine": 1,
              "kind": "text",
              "patchLine": 1,
            },
            "line": 1,
            "oldLines": 1,
            "replacements": [
              {
                "add": [
                  "x",
                ],
                "at": 0,
                "remove": 1,
              },
            ],
          },
        ],
        "code": "NO_MATCH",
        "hunk": 0,
        "message": "The old text is not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.",
        "patchLine": 1,
        "places": [],
      }
    `);
});

type Edit = readonly [old: string, fresh: string, place?: { everywhere?: true; lineHint?: number }];

function place(before: string, edits: readonly Edit[]): ReturnType<typeof placeHunks> {
  const hunks: Hunk[] = edits.map(([old, fresh, where], at) =>
    hunkOfTexts(old, fresh, { patchLine: at + 1, ...where }),
  );
  return placeHunks(subjectOf(before), hunks, { format: "texts", match: "safe" });
}

function edit(before: string, edits: readonly Edit[]): string {
  return outcome(before, place(before, edits));
}

function failureOf(before: string, old: string, fresh: string): unknown {
  return place(before, [[old, fresh]]).failures[0];
}
