import { describe, expect, it } from "vitest";

import { apply, place } from "./placing.ts";

const twice =
  "def first():\n    total = 0\n    return total\n\ndef second():\n    total = 0\n    return total\n";
const change = "     total = 0\n-    return total\n+    return total + 1\n";
const classes =
  "class A:\n    def run(self):\n        return 1\n\nclass B(Base):\n    def run(self):\n        return 1\n";

describe("the place of a change", () => {
  it("case 24: a block that occurs twice is refused with both places and headers that separate them", () => {
    expect(place(twice, `@@\n${change}`).failures).toMatchInlineSnapshot(`
      [
        {
          "candidates": [],
          "code": "AMBIGUOUS",
          "hunk": 0,
          "message": "The old lines fit equally well in 2 places: lines 2-3, lines 6-7. "@@ def first():" would mean lines 2-3.",
          "patchLine": 1,
          "places": [
            {
              "endLine": 3,
              "header": "def first():",
              "line": 2,
            },
            {
              "endLine": 7,
              "header": "def second():",
              "line": 6,
            },
          ],
        },
      ]
    `);
  });
  it("case 25: a header chooses", () => {
    expect(apply(twice, `@@ def second\n${change}`)).toBe(
      twice.replace(/return total\n$/u, "return total + 1\n"),
    );
  });
  it("case 26: a header that is a part of the line chooses", () => {
    expect(
      apply(classes, "@@ class B\n     def run(self):\n-        return 1\n+        return 2"),
    ).toBe(classes.replace(/return 1\n$/u, "return 2\n"));
    expect(
      apply(
        classes.replace("class B(Base)", "class C"),
        "@@ class B\n-        return 1\n+        return 2",
      ),
    ).toBe("ANCHOR_NOT_FOUND");
  });
  it("a hunk that most lines of its header's block belong to is not put anywhere else", () => {
    const stale = classes.replace(/return 1\n$/u, "return 5\n");
    expect(
      apply(stale, "@@ class B\n     def run(self):\n-        return 1\n+        return 2"),
    ).toBe("NO_MATCH");
  });
  it("case 27: header not in the file, body twice", () => {
    expect(place(twice, `@@ def third\n${change}`).failures).toMatchObject([
      { code: "ANCHOR_NOT_FOUND" },
    ]);
  });
  it("a header that is not in the file gives a warning where the body is unique", () => {
    const [placed] = place("a\nb\nc\n", "@@ nowhere\n-b\n+x").placed;
    expect(placed?.warnings).toMatchInlineSnapshot(`
      [
        "header "@@ nowhere" not found, but the hunk fits in one place only",
      ]
    `);
  });
  it("case 28: a header that is there twice", () => {
    const text = "it:\n  a\n  b\nit:\n  c\n  b\n";
    expect(apply(text, "@@ it:\n   c\n-  b\n+  x")).toBe("it:\n  a\n  b\nit:\n  c\n  x\n");
    expect(apply(text, "@@ it:\n-  b\n+  x")).toBe("ANCHOR_AMBIGUOUS");
  });
  it("stacked headers nest", () => {
    const text =
      "class A:\n  def f():\n    x\n  def g():\n    x\nclass B:\n  def f():\n    x\n  def g():\n    x\n";
    expect(apply(text, "@@ class B\n@@ def f\n-    x\n+    y")).toBe(
      "class A:\n  def f():\n    x\n  def g():\n    x\nclass B:\n  def f():\n    y\n  def g():\n    x\n",
    );
  });
  it("a header may name a definition", () => {
    const text = "a {\nx\n}\nfunction  go (\n) {\nx\n}\n";
    const definitions = [{ name: "go", line: 4, endLine: 7 }];
    expect(apply(text, "@@ function go(here)\n-x\n+y", undefined, { definitions })).toBe(
      "a {\nx\n}\nfunction  go (\n) {\ny\n}\n",
    );
  });
  const block = "start\n  same\nend\n";
  const hunk = "@@\n-  same\n+  new\n";
  it("case 29: three equal hunks on three equal blocks", () => {
    expect(apply(block.repeat(3), hunk.repeat(3))).toBe(block.replace("same", "new").repeat(3));
  });
  it("case 30: two equal hunks on three equal blocks", () => {
    expect(apply(block.repeat(3), hunk.repeat(2))).toBe("AMBIGUOUS AMBIGUOUS");
  });
  it("the neighbours of a hunk leave it one place", () => {
    expect(apply("x\na\nx\nb\nx\n", "@@\n-a\n+A\n@@\n-x\n+X\n@@\n-b\n+B")).toBe("x\nA\nX\nB\nx\n");
  });
  it("case 31: hunks in reverse order", () => {
    expect(apply("a\nb\nc\n", "@@\n-c\n+C\n@@\n-a\n+A")).toBe("A\nb\nC\n");
  });
  it("case 32: two hunks change the same line", () => {
    expect(place("a\nb\nc\nd\n", "@@\n a\n-b\n+B\n@@\n-b\n+C\n c").failures).toMatchInlineSnapshot(`
      [
        {
          "candidates": [],
          "code": "OVERLAP",
          "hunk": 1,
          "message": "This hunk changes line 2, and so does hunk 1 of the file.",
          "patchLine": 5,
          "places": [],
        },
      ]
    `);
  });
  it("hunks may share context", () => {
    expect(apply("a\nb\nc\n", "@@\n-a\n+A\n b\n@@\n b\n-c\n+C")).toBe("A\nb\nC\n");
  });
  it("case 33: exact far away, looser near the line number", () => {
    const text = `${"x\n".repeat(5)}foo \n${"x\n".repeat(50)}foo\n`;
    expect(apply(text, "@@ -6\n-foo\n+bar", { format: "unified", match: "safe" })).toBe(
      `${"x\n".repeat(5)}foo \n${"x\n".repeat(50)}bar\n`,
    );
  });
  it("case 34: one exact place and one with trailing blanks", () => {
    expect(apply("foo \nfoo\n", "@@\n-foo\n+bar")).toBe("foo \nbar\n");
  });
  it("case 35: two places with trailing blanks", () => {
    expect(apply("foo \nfoo  \n   foo\n", "@@\n-foo\n+bar")).toBe("AMBIGUOUS");
  });
  it("case 36: the line number is in the middle between two blocks", () => {
    const text = "foo\na\nb\nc\nfoo\n";
    const at = (line: number): string =>
      apply(text, `@@ -${line}\n-foo\n+bar`, { format: "unified", match: "safe" });
    expect(at(3)).toBe("AMBIGUOUS");
    expect(at(2)).toBe("bar\na\nb\nc\nfoo\n");
    expect(at(5)).toBe("foo\na\nb\nc\nbar\n");
  });
  it("case 37: added lines alone go below their header", () => {
    expect(apply("def f():\n    a\n", "@@ def f():\n+    first")).toBe(
      "def f():\n    first\n    a\n",
    );
    expect(apply("f:\nf:\n", "@@ f:\n+x")).toBe("ANCHOR_AMBIGUOUS");
    expect(apply("f:\n", "@@ g:\n+x")).toBe("ANCHOR_NOT_FOUND");
  });
  it("case 38: added lines alone under a bare @@ go to the end", () => {
    expect(apply("a\nb\n", "@@\n+c\n@@\n+d")).toBe("a\nb\nc\nd\n");
    expect(place("a\nb\n", "@@\n+c").placed[0]?.warnings).toEqual([
      "appended at the end of the file",
    ]);
  });
  it("added lines alone have no place in a unified diff, unless the file is empty", () => {
    const unified = { format: "unified", match: "safe" } as const;
    expect(apply("a\nb\n", "@@ -1\n+c", unified)).toBe("NO_MATCH");
    expect(place("", "@@ -0\n+c", unified).placed).toMatchObject([
      { replacements: [{ at: 0, add: ["c"] }] },
    ]);
  });
  it("case 39: the end of the file chooses the last one", () => {
    expect(apply("foo\nbar\nfoo\n", "@@\n-foo\n+x\n*** End of File")).toBe("foo\nbar\nx\n");
  });
  it("case 40: said to be at the end, but it is not", () => {
    const { placed } = place("foo\nbar\n", "@@\n-foo\n+x\n*** End of File");
    expect(placed[0]?.warnings).toEqual(["not at the end of the file, but fits in one place only"]);
    expect(apply("foo\nfoo\nbar\n", "@@\n-foo\n+x\n*** End of File")).toBe("AMBIGUOUS");
  });
  it("case 41: brackets are no place", () => {
    expect(apply("a {\n}\nb {\n}\n", "@@\n }\n+x")).toBe("AMBIGUOUS");
    expect(apply("a {\n  }\n", "@@\n }\n+x")).toBe("NO_MATCH");
  });
  it("case 42: a hunk longer than the file", () => {
    expect(apply("a\n", "@@\n a\n b\n c\n-d")).toBe("NO_MATCH");
  });
  it("case 43: first and last line match, the middle is invented", () => {
    expect(apply("first\nreal\nother\nlast\n", "@@\n first\n-made up\n-more\n+new\n last")).toBe(
      "NO_MATCH",
    );
  });
  it("case 44: the removed line is absent", () => {
    expect(apply("a\nb\nx\nd\ne\n", "@@\n a\n b\n-c\n d\n e")).toBe("NO_MATCH");
  });
  it("case 45: applied already", () => {
    expect(apply("a\nnew\nc\n", "@@\n a\n-b\n+new\n c")).toBe("ALREADY_APPLIED");
    expect(apply("a\nc\n", "@@\n a\n-b\n c")).toBe("ALREADY_APPLIED");
    expect(apply("a\nlast\n", "@@\n a\n+last")).toBe("ALREADY_APPLIED");
    expect(apply("a\nx\n", "@@\n a\n-b")).toBe("NO_MATCH");
    expect(apply("a\nnew\nc\nd\n", "@@\n a\n-b\n+new\n@@\n-d\n+D")).toBe("ALREADY_APPLIED");
  });
  it("an indentation is not added twice", () => {
    expect(apply("if x:\n    foo()\n", "@@\n if x:\n-  foo()\n+    foo()")).toBe("ALREADY_APPLIED");
    expect(apply("    foo()\n", "@@\n-  foo()\n+    foo()")).toBe("ALREADY_APPLIED");
  });
  it("case 46: added lines that repeat the next ones", () => {
    expect(apply("a\nb\n", "@@\n a\n+b\n b")).toBe("a\nb\nb\n");
    expect(place("a\nb\n", "@@\n a\n+b\n b").placed[0]?.warnings).toEqual([
      "the added lines repeat line 2",
    ]);
  });
  it("lines without a sign are context where the hunk fits with them", () => {
    expect(apply("a\nb\nc\n", "@@\n?a\n-b\n+B\n c")).toBe("a\nB\nc\n");
    expect(place("  a\nb\n", "@@\n?a\n-b\n+B").failures[0]?.message).toMatchInlineSnapshot(
      `"Line 2 of the patch has no " ", "+" or "-" in front, and the hunk does not fit with it as context."`,
    );
  });
});
