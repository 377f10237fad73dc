import { describe, expect, it } from "vitest";

import { apply, place } from "./placing.ts";

describe("whitespace, look-alike characters, escapes", () => {
  it("case 47: blanks sent for tabs", () => {
    const patch = "@@\n if x:\n-    a\n+    b\n+        c";
    expect(apply("if x:\n\ta\n", patch)).toBe("if x:\n\tb\n\t\tc\n");
    expect(place("if x:\n\ta\n", patch).placed).toMatchObject([{ level: 2, how: "tabs" }]);
    expect(apply("if x:\n    a\n", "@@\n if x:\n-\ta\n+\tb\n+\t\tc")).toBe(
      "if x:\n    b\n        c\n",
    );
  });
  it("case 48: blanks for tabs, not uniform", () => {
    expect(place("\ta\n\t\tb\n", "@@\n     a\n-      b\n+      c").failures).toMatchObject([
      { code: "NO_MATCH", candidates: [{ firstDifference: { kind: "tab" } }] },
    ]);
  });
  it("case 49: outdented context", () => {
    const text = "class A:\n    def f(self):\n        return 1\n";
    const patch = "@@\n def f(self):\n-    return 1\n+    x = 2\n+\n+    return x";
    expect(apply(text, patch)).toBe(
      "class A:\n    def f(self):\n        x = 2\n\n        return x\n",
    );
    expect(place(text, patch).placed).toMatchObject([{ level: 2, how: "indent+4" }]);
  });
  it("case 50: an added line would need less than no indentation", () => {
    expect(apply("a\nb\n", "@@\n     a\n-    b\n+  c")).toBe("NO_MATCH");
    expect(apply("a\nb\n", "@@\n     a\n-    b\n+    c")).toBe("a\nc\n");
  });
  it("case 51: trailing blanks of context stay", () => {
    expect(apply("a  \nb\nc\t\n", "@@\n a\n-b\n+x\n c")).toBe("a  \nx\nc\t\n");
  });
  it("case 52: a hyphen sent for a dash", () => {
    const text = "# pages 3–5, 7–9\nx\n";
    expect(apply(text, "@@\n-# pages 3-5, 7-9\n+# pages 3-5, 7-12\n x")).toBe(
      "# pages 3–5, 7–12\nx\n",
    );
    expect(apply("total – one\n", "@@\n-total - one\n+count - 1")).toBe("count - 1\n");
  });
  it("case 53: an apostrophe stays where only a class name changes", () => {
    expect(
      apply(
        '<p class="a">L’été d’or</p>\n',
        "@@\n-<p class=\"a\">L'été d'or</p>\n+<p class=\"b\">L'été d'or</p>",
      ),
    ).toBe('<p class="b">L’été d’or</p>\n');
  });
  it("case 54: straight quotes are made curly on purpose", () => {
    expect(apply("print('%s')\n", "@@\n-print('%s')\n+print(‘%s’)")).toBe("print(‘%s’)\n");
    expect(apply("print(\"x\", '%s') – \n", '@@\n-print("x", \'%s\') -\n+print("x", ‘%s’) -')).toBe(
      'print("x", ‘%s’) –\n',
    );
  });
  it("case 56: an escape that is sent exactly is not repaired", () => {
    expect(apply('a = "x\\\\n"\n', '@@\n-a = "x\\\\n"\n+a = "y\\\\n"')).toBe('a = "y\\\\n"\n');
    expect(apply('a = "x\\n"\n', '@@\n-a = \\"x\\\\n\\"\n+a = \\"y\\\\n\\"')).toBe('a = "y\\n"\n');
    expect(apply('a = "x"\n', '@@\n-a = \\"x\\"\n+a = "y\\n"')).toBe("NO_MATCH");
  });
  it("case 57: backslashes of TeX are never repaired", () => {
    expect(apply("\\title\n", "@@\n-\\title\n+\\textbf{x}\\new")).toBe("\\textbf{x}\\new\n");
    expect(
      apply('\\title{"a"}\n', '@@\n-\\\\title{\\"a\\"}\n+x', undefined, { keepsBackslashes: true }),
    ).toBe("NO_MATCH");
  });
  it("case 58: dollar signs are literal", () => {
    expect(apply("a\n", "@@\n-a\n+$& $1 $$")).toBe("$& $1 $$\n");
    expect(apply("“a” and so on\n", '@@\n-"a" and so on\n+"a" and so on $& $1')).toBe(
      "“a” and so on $& $1\n",
    );
  });
  it("case 59: separators inside a line are not line ends", () => {
    expect(apply("a\u2028b\fc\n", "@@\n-a\u2028b\fc\n+x\u2028y\u0085z")).toBe("x\u2028y\u0085z\n");
  });
  it("case 60: a zero-width space stays", () => {
    expect(apply("foo\u200Bbar = 1\nx\n", "@@\n foobar = 1\n-x\n+y")).toBe("foo\u200Bbar = 1\ny\n");
    expect(apply("foo\u200Bbar = 1\n", "@@\n-foobar = 1\n+foobar = 2")).toBe("foo\u200Bbar = 2\n");
  });
  it("composed and decomposed characters are equal", () => {
    expect(
      apply("cafe\u0301 ouvert\n\u1112\u1161\u11ab\n", "@@\n-café ouvert\n+café fermé\n \uD55C"),
    ).toBe("cafe\u0301 fermé\n\u1112\u1161\u11ab\n");
  });
  it("line numbers, doubled signs, entities and escaped tabs are taken off", () => {
    expect(apply("a\n  b\nc\n", "@@\n  9\ta\n-10\t  b\n+10\t  B\n 11\tc")).toBe("a\n  B\nc\n");
    expect(apply("a\nb\n", "@@\n  a\n--b\n++B")).toBe("a\nB\n");
    expect(
      apply("if (a < b && c) {\n", "@@\n-if (a &lt; b &amp;&amp; c) {\n+if (a &gt; b) {"),
    ).toBe("if (a > b) {\n");
    expect(apply("\ta\n", "@@\n-\\ta\n+\\t\\tb")).toBe("\t\tb\n");
  });
  it("blank lines of context may be missing or too many, but not beside added lines", () => {
    expect(apply("a\n\nb\nc\n", "@@\n a\n b\n-c\n+C")).toBe("a\n\nb\nC\n");
    expect(apply("a\nb\nc\n", "@@\n a\n \n b\n-c\n+C")).toBe("a\nb\nC\n");
    expect(apply("a\n\nb\n", "@@\n a\n+x\n b")).toBe("NO_MATCH");
    expect(apply("a\n\nb\n", "@@\n-a\n-b\n+x")).toBe("NO_MATCH");
  });
  it("outermost context that is not in the file may go", () => {
    expect(apply("q\nb\nc\nd\ne\n", "@@\n a\n b\n-c\n+C\n d\n z")).toBe("q\nb\nC\nd\ne\n");
    expect(place("q\nb\nc\nd\ne\n", "@@\n a\n b\n-c\n+C\n d\n z").placed).toMatchObject([
      { level: 6, how: "2 context lines ignored" },
    ]);
    expect(apply("q\nb\nc\nd\n", "@@\n a\n+x\n b")).toBe("NO_MATCH");
    expect(apply(`a\n${"x\n".repeat(20)}b\nc\nd\n`, "@@\n a\n b\n-c\n+C\n d")).toBe("NO_MATCH");
  });
  it("bytes of unknown meaning are compared as they are", () => {
    const transparent = { transparent: true };
    expect(apply("caf\u00E9\nb\n", "@@\n-b\n+c", undefined, transparent)).toBe("caf\u00E9\nc\n");
    expect(apply("caf\u00E9\nb\n", "@@\n café\n-b\n+c", undefined, transparent)).toBe("ENCODING");
    expect(apply("a\u00A0\nb\n", "@@\n a\n-b\n+c", undefined, transparent)).toBe("NO_MATCH");
  });
});
