import { describe, expect, test } from "vitest";

import { parsePatch } from "../../src/formats/parse-patch.ts";
import { brief, refusal } from "./support.ts";

const update = `*** Begin Patch
*** Update File: till.ts
@@
-let total = 0;
+let total = 1;
*** End Patch
`;
const plain = brief(update).replaceAll(/@\d+/g, "@");

describe("what stands around a patch", () => {
  test("case 1: nothing at all is refused", () => {
    for (const text of ["", "  \n\t\n", "\uFEFF", '""']) {
      expect(refusal(text)).toBe("PARSE The patch is empty.");
    }
  });

  test("case 2: an envelope with nothing in it is EMPTY", () => {
    expect(refusal("*** Begin Patch\n*** End Patch")).toBe("EMPTY The patch holds no change.");
  });

  test.each([
    ["case 3: stars behind the markers", update.replaceAll(/(Begin|End) Patch/g, "$& ***")],
    ["case 5: a Markdown fence", `\`\`\`diff\n${update}\`\`\`\n`],
    ["case 5: a fence with prose around it", `Here it is:\n\n\`\`\`\n${update}\`\`\`\n`],
    ["case 6: a heredoc in single quotes", `<<'EOF'\n${update}EOF\n`],
    ["case 6: a heredoc in double quotes", `<<"EOF"\n${update}EOF`],
    ["case 6: a heredoc without quotes", `<<EOF\n${update}EOF\n`],
    ["case 7: a call of apply_patch", `apply_patch <<'X'\n${update}X\n`],
    ["case 7: a call of applypatch in a fence", `\`\`\`sh\napplypatch <<'X'\n${update}X\n\`\`\`\n`],
    ["case 8: a JSON string literal", JSON.stringify(update)],
    ["case 8: a JSON string literal without its quotes", JSON.stringify(update).slice(1, -1)],
    ["case 9: CRLF everywhere", update.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${update}`],
    [
      "blanks in front of and behind the markers",
      update.replaceAll("*** Begin Patch", " *** Begin Patch ").replace("*** End", " *** End"),
    ],
    ["blanks in front of the first header", update.replace("*** Update", "  *** Update")],
    ["lone CRs as line endings", update.replaceAll("\n", "\r")],
    ["blank lines between everything", update.replaceAll(/^(\*\*\*.*)$/gm, "\n$1\n")],
    ["other case in the markers", update.replace("Update File", "update file")],
    ["no envelope", update.split("\n").slice(1, -2).join("\n").concat("\n")],
  ])("is taken off: %s", (_, text) => {
    expect(brief(text).replaceAll(/@\d+/g, "@")).toBe(plain);
  });

  test("case 4: without its end a patch is complete only if its last line is", () => {
    const open = update.replace("*** End Patch\n", "");
    expect(parsePatch(open).warnings).toEqual([
      "`*** End Patch` was missing; the patch was taken to be complete.",
    ]);
    expect(refusal(open.slice(0, -4))).toBe(
      "PARSE Patch line 5 (`+let total =`): the patch ends here, without `*** End Patch` and in the middle of a line; some of it may be missing.",
    );
    expect(refusal("*** Begin Patch\n*** Update File: a\n@@ def f\n")).toBe(
      "PARSE The end of the patch (line 3): the hunk that begins in line 3 has no lines.",
    );
  });

  test("case 6: a heredoc whose quotes do not match is refused", () => {
    expect(refusal(`<<"EOF'\n${update}EOF\n`)).toBe(
      "PARSE Patch line 1 (`<<\"EOF'`): the quotes around the heredoc's word do not match.",
    );
  });

  test("case 7: the folder of `cd` is where paths start", () => {
    expect(parsePatch(`cd sub && apply_patch <<'X'\n${update}X\n`).folder).toBe("sub");
    expect(parsePatch(`cd 'my shop' && apply_patch\n${update}`).folder).toBe("my shop");
  });

  test("nothing after the patch is left out in silence", () => {
    expect(refusal(`<<X\n${update}X\napply_patch <<X\n${update}X\n`)).toBe(
      "PARSE Patch line 9 (`apply_patch <<X`): it comes after the heredoc's end `X`.",
    );
    expect(refusal(`${update}*** Delete File: b\n`)).toBe(
      "PARSE Patch line 7 (`*** Delete File: b`): it comes after `*** End Patch`.",
    );
    expect(parsePatch(`${update}Done.\nReally.\n`).warnings).toEqual([
      "Text after `*** End Patch` was ignored.",
    ]);
    expect(parsePatch(`${update}\n${update}`).operations).toHaveLength(2);
  });

  test("lines are numbered as in the text sent", () => {
    expect(refusal(`\n\`\`\`\n<<X\n*** Begin Patch\nhello\n*** End Patch\nX\n\`\`\``)).toBe(
      "PARSE Patch line 5 (`hello`): it is not the header of a file.",
    );
  });

  test("the first format that begins is the format", () => {
    const diff = "--- a/doc.md\n+++ b/doc.md\n@@ -1,2 +1,2 @@\n *** Begin Patch\n-a\n+b\n";
    expect(parsePatch(diff).format).toBe("unified");
    expect(parsePatch(`*** Begin Patch\n${diff}*** End Patch\n`).format).toBe("unified");
    expect(parsePatch(update.replace("let total = 0", "--- a\n+++ b")).format).toBe("v4a");
  });

  test("what is no patch is told what one looks like", () => {
    expect(() => parsePatch("change a to b")).toThrow(
      expect.objectContaining({
        code: "PARSE",
        message:
          "Patch line 1 (`change a to b`): nothing from here on is a patch: neither `*** Begin Patch`, nor a git diff, a unified diff or SEARCH/REPLACE blocks.",
        next: expect.stringContaining("*** Begin Patch\n*** Update File: src/cart.py\n@@ def"),
      }),
    );
    expect(refusal("@@ -1 +1 @@\n-a\n+b\n")).toBe(
      "PARSE Patch line 1 (`@@ -1 +1 @@`): the hunk is for no file.",
    );
    expect(refusal("*** a\tx\n--- b\ty\n***************\n")).toContain("a context diff cannot");
    expect(refusal("diff --cc a\n")).toContain("a combined diff of a merge cannot");
  });

  test("hunks alone are enough when the call names the file", () => {
    expect(brief("@@ -3 +3 @@\n-a\n+b\n", { path: "a.ts" })).toMatchInlineSnapshot(`
      "unified
      update "a.ts"
        @1 near 3
         -a
         +b"
    `);
    expect(brief("@@ def f\n-a\n+b", { path: "a.ts" })).toMatchInlineSnapshot(`
      "v4a
      update "a.ts"
        @1 under "def f"
         -a
         +b"
    `);
  });
});
