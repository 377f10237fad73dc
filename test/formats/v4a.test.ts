import { describe, expect, test } from "vitest";

import { brief, refusal } from "./support.ts";

function patch(...lines: readonly string[]): string {
  return ["*** Begin Patch", ...lines, "*** End Patch", ""].join("\n");
}

function updated(...lines: readonly string[]): string {
  return patch("*** Update File: till.ts", ...lines);
}

describe("V4A", () => {
  test("reads all operations", () => {
    expect(
      brief(
        patch(
          "*** Environment ID: remote",
          "*** Add File: docs/new.md",
          "+# Title",
          "+",
          "*** Delete File: old.md",
          "*** Update File: a.ts",
          "*** Move to: b.ts",
          "@@ class Till",
          " context",
          "",
          "-gone",
          "+come",
          "*** End of File",
          "",
          "*** Update File: c.ts -> d.ts",
          '*** Update File: "my file.ts"',
          " no sign above",
          "+x",
          "*** Add File: empty",
        ),
      ),
    ).toMatchInlineSnapshot(`
      "v4a
      create "docs/new.md"
        @3
         +# Title
         +
      delete "old.md"
      rename "a.ts" to "b.ts"
        @9 under "class Till" at end
          context
          
         -gone
         +come
      rename "c.ts" to "d.ts"
      update "my file.ts"
        @18
          no sign above
         +x
      create "empty"
      ! \`*** Environment ID\` was ignored: there is one environment."
    `);
  });

  test.each([
    ["@@ def f():", [], ["def f():"]],
    ["@@", [], []],
    ["@@ ... @@", [], []],
    ["@@ def f(): @@", [], ["def f():"]],
    ["@@     def f():", [], ["    def f():"]],
    ["@@ -12,7 +12,9 @@ def f():", [12], ["def f():"]],
    ["@@ -12 +12 @@", [12], []],
    ["@@ -12,7 @@", [12], []],
  ])("case 16: %s", (header, near, under) => {
    const lines = [
      ...near.map((line) => `near ${line}`),
      ...under.map((text) => `under ${JSON.stringify(text)}`),
    ];
    expect(brief(updated(header, "-a", "+b")).split("\n")[2]).toBe(["  @3", ...lines].join(" "));
  });

  test("case 10: every line of a new file begins with +", () => {
    expect(refusal(patch("*** Add File: a", "+one", "two"))).toMatchInlineSnapshot(
      `"PARSE Patch line 4 (\`two\`): it does not begin with \`+\`, but is part of the new file a."`,
    );
    expect(refusal(patch("*** Add File: a", "+one", "", "+two"))).toMatchInlineSnapshot(
      `"PARSE Patch line 4 (\`\`): it does not begin with \`+\`, but is part of the new file a."`,
    );
  });

  test("case 11: nothing follows a deletion", () => {
    expect(refusal(patch("*** Delete File: a", "-one"))).toMatchInlineSnapshot(
      `"PARSE Patch line 3 (\`-one\`): nothing may follow \`*** Delete File: a\` but the next file."`,
    );
  });

  test("case 12: unknown markers are refused at the top and inside a hunk", () => {
    expect(refusal(patch("*** Frobnicate File: a"))).toMatchInlineSnapshot(
      `"PARSE Patch line 2 (\`*** Frobnicate File: a\`): it is not the header of a file."`,
    );
    expect(refusal(updated("@@", "-a", "+b", "*** Frobnicate File: a"))).toMatchInlineSnapshot(
      `"PARSE Patch line 6 (\`*** Frobnicate File: a\`): there is no such marker."`,
    );
  });

  test("case 13: a marker behind a sign is content", () => {
    expect(
      brief(
        patch("*** Add File: a", "+*** End Patch", "*** Update File: b", "-*** End Patch", "+@@"),
      ),
    ).toMatchInlineSnapshot(`
      "v4a
      create "a"
        @2
         +*** End Patch
      update "b"
        @5
         -*** End Patch
         +@@"
    `);
  });

  test("case 14: stars behind a blank are content, without it the matcher decides", () => {
    expect(brief(updated("@@", " *** End Patch", " *** note", "*** note", "-a")))
      .toMatchInlineSnapshot(`
      "v4a
      update "till.ts"
        @3
          *** End Patch
          *** note
         ?*** note
         -a"
    `);
  });

  test("case 15: headers stack", () => {
    expect(brief(updated("@@ class A", "@@ def f", "-a", "@@ class B", "-b")))
      .toMatchInlineSnapshot(`
      "v4a
      update "till.ts"
        @3 under "class A" under "def f"
         -a
        @6 under "class B"
         -b"
    `);
  });

  test("empty lines are lines of the file between others, and nothing at the end", () => {
    expect(brief(updated("@@", "", "-a", "", "", "+b", "", "@@", " ", "+c", "", "")))
      .toMatchInlineSnapshot(`
      "v4a
      update "till.ts"
        @3
          
         -a
          
          
         +b
        @10
          
         +c"
    `);
  });

  test("a line without a sign is left to the matcher", () => {
    expect(brief(updated("@@", "-old", "bad", "@@count = 1"))).toMatchInlineSnapshot(`
      "v4a
      update "till.ts"
        @3
         -old
         ?bad
         ?@@count = 1"
    `);
  });

  test("a missing newline at the end can be said", () => {
    expect(brief(patch("*** Add File: a", "+x", String.raw`\ No newline at end of file`)))
      .toMatchInlineSnapshot(`
      "v4a
      create "a"
        @2 old newline true new newline false
         +x"
    `);
  });

  test.each([
    ["an update without a change", updated()],
    ["a hunk without lines", updated("@@", "*** End of File")],
    ["a hunk without lines before a file", updated("@@ x", "*** Delete File: a")],
    ["lines behind the end of the file", updated("@@", "-a", "*** End of File", "-b")],
    ["a path that is missing", patch("*** Update File:  ", "@@", "-a")],
    ["a move in the wrong place", updated("@@", "-a", "*** Move to: b")],
    ["the end of a file outside of hunks", patch("*** End of File")],
    ["prose inside", patch("hello")],
  ])("refuses %s", (_, text) => {
    expect(refusal(text)).toMatchSnapshot();
  });

  test("names as in a diff below the header are not content", () => {
    const names = ["--- a/till.ts", "+++ b/till.ts", "@@ -1 +1 @@", "-a", "+b"];
    expect(
      brief(updated(...names))
        .split("\n")
        .slice(2),
    ).toEqual(["  @5 near 1", "   -a", "   +b"]);
    const added = ["--- /dev/null", "+++ b/a.ts", "@@ -0,0 +1 @@", "+a"];
    expect(brief(patch("*** Add File: a.ts", ...added))).toMatch(/@2\n {3}\+a$/);
    expect(brief(updated("--- a/other.ts", "+++ b/other.ts", "@@", "-a"))).toContain("--- a/other");
  });

  test("a hunk that changes nothing is said to", () => {
    expect(brief(updated("@@", " a"))).toContain("! The hunk in patch line 3 has no line with");
  });

  test("a CR that the patch itself does not have is the file's", () => {
    expect(brief(updated("@@", " a\r", "-b", "+c\r", "\r", " d\r"))).toMatchInlineSnapshot(`
      "v4a
      update "till.ts"
        @3
          a␍
         -b
         +c␍
          ␍
          d␍"
    `);
  });
});
