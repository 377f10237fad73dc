import { expect, it } from "vitest";

import { apply, subjectOf } from "./placing.ts";
import { placeHunks } from "../../src/matching/place-hunks.ts";

const exact = { format: "git", match: "exact" } as const;

it("the nearest place wins, of two equally far the later one", () => {
  const text = "x\na\nb\nx\na\nb\nx\na\nb\nx\n";
  expect(apply(text, "@@ -4\n a\n-b\n+c\n x", exact)).toBe("x\na\nb\nx\na\nc\nx\na\nb\nx\n");
  expect(apply("a\nb\n.\n.\na\nb\n.\n", "@@ -3\n a\n-b\n+c\n .", exact)).toBe(
    "a\nb\n.\n.\na\nc\n.\n",
  );
});

it("a hunk of the first line must be there, one without context at its end must be at the end", () => {
  expect(apply("x\na\nb\n", "@@ -1\n-a\n+c\n b", exact)).toBe("NO_MATCH");
  expect(apply("a\nb\nc\n", "@@ -2\n a\n-b\n+x", exact)).toBe("NO_MATCH");
  expect(apply("a\nb\na\nb\n", "@@ -5\n a\n-b\n+x", exact)).toBe("a\nb\na\nx\n");
  expect(apply("a\n", "@@ -0\n+x", exact)).toBe("NO_MATCH");
});

it("lines that one hunk has touched are not there for the next", () => {
  expect(apply("a\nb\nb\nb\n", "@@ -2\n-b\n+c\n b\n@@ -2\n-b\n+d", exact)).toBe("a\nc\nb\nd\n");
});

it("blanks count, and so does the final newline", () => {
  expect(apply("a \nb\n", "@@ -2\n a\n-b\n+c", exact)).toBe("NO_MATCH");
  const hunk = {
    patchLine: 1,
    headers: [],
    lineHint: 2,
    lines: [{ kind: "remove", text: "b", patchLine: 2 }],
  } as const;
  const failures = (text: string, end: object): number =>
    placeHunks(subjectOf(text), [{ ...hunk, ...end }], exact).failures.length;
  expect(failures("a\nb", {})).toBe(1);
  expect(failures("a\nb", { oldFinalNewline: false })).toBe(0);
  expect(failures("a\nb\n", { oldFinalNewline: false })).toBe(1);
});
