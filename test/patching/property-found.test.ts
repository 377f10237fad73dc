import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { parseTexts, type TextEdit } from "../../src/formats/parse-texts.ts";
import { planPatch } from "../../src/patching/plan-patch.ts";
import { plant, task } from "../transaction/support.ts";
import { temporaryFolder } from "../workspace/support.ts";
import { apply, text, v4a } from "./support.ts";

/** What random trials found, in small. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  plant(root, files);
  return root;
}

test("a file with a byte order mark is deleted by a diff that shows all of its lines", async () => {
  const root = folderWith({ "till.ts": "\uFEFFsum\n", keep: "" });
  const patch = text(
    "diff --git a/till.ts b/till.ts",
    "deleted file mode 100644",
    "--- a/till.ts",
    "+++ /dev/null",
    "@@ -1 +0,0 @@",
    "-sum",
  );
  expect(await apply(root, patch)).toEqual(["keep: "]);
});

test("a line that is removed and added again keeps the blanks at its end", async () => {
  const root = folderWith({ "till.ts": "open  \nsum\nclose\n" });
  const patch = v4a("*** Update File: till.ts", "@@", "-open", "-sum", "+open", "+total", " close");
  expect(await apply(root, patch)).toEqual(["till.ts: open  \ntotal\nclose\n"]);
});

test("a hunk may begin in the block of its header and change what comes after it", async () => {
  const root = folderWith({ "till.py": text("def open():", "    a", "", "def close():", "    b") });
  const patch = v4a(
    "*** Update File: till.py",
    "@@ def open():",
    "     a",
    " ",
    "-def close():",
    "+def shut():",
    "     b",
  );
  expect(await apply(root, patch)).toEqual(["till.py: def open():\n    a\n\ndef shut():\n    b\n"]);
});

test("the blank line after a block is a place for a hunk below its header, too", async () => {
  const root = folderWith({ "till.py": text("def open():", "    a", "", "    b", "") });
  const patch = v4a("*** Update File: till.py", "@@ def open():", " ", "+    c");
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/^AMBIGUOUS till\.py/)]);
});

test("a place before a header is not below it", async () => {
  const root = folderWith({ "till.py": text("a", "", "# open", "", "b") });
  const patch = v4a("*** Update File: till.py", "@@ # open", " ", "+c");
  expect(await apply(root, patch)).toEqual(["till.py: a\n\n# open\n\nc\nb\n"]);
});

test("with blanks at ends, lost signs of context do not indent what is added", async () => {
  const root = folderWith({ "till.py": "  open  \n  close\n" });
  const patch = v4a("*** Update File: till.py", "@@", "  open", "+  sum", "  close");
  expect(await apply(root, patch)).toEqual(["till.py:   open  \n  sum\n  close\n"]);
});

test("a block that is there twice if lone carriage returns end lines is in no only place", async () => {
  const root = folderWith({ "till.ts": "open\rsum\nclose\nopen\nsum\n" });
  const patch = v4a("*** Update File: till.ts", "@@", " open", "-sum", "+total");
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/^AMBIGUOUS till\.ts/)]);
});

test("a text that only gets longer is not made longer twice", async () => {
  const root = folderWith({ "till.ts": "open\nsum\nclose\n" });
  const edit = {
    path: "till.ts",
    oldText: "open",
    newText: "open\nsum",
    occurrence: "only",
  } as const;
  const planned = await planPatch({ root }, parseTexts([edit]), { match: "safe" }, task);
  expect([planned.alreadyApplied, planned.changes]).toEqual([true, []]);
});

test("a last line without an ending is taken away below one that is removed and added again", async () => {
  const root = folderWith({ "till.ts": "open\nsum\nclose" });
  const none = "\\ No newline at end of file";
  const patch = text(
    "--- a/till.ts",
    "+++ b/till.ts",
    "@@ -1,3 +1,2 @@",
    " open",
    "-sum",
    "-close",
    none,
    "+sum",
    none,
  );
  expect(await apply(root, patch)).toEqual(["till.ts: open\nsum"]);
});

function textEdit(path: string, oldText: string, newText: string, nearLine?: number): TextEdit {
  const near = nearLine === undefined ? {} : { nearLine };
  return { path, oldText, newText, occurrence: "only", ...near };
}

async function edited(root: string, edits: readonly TextEdit[]): Promise<readonly string[]> {
  const planned = await planPatch({ root }, parseTexts(edits), { match: "safe" }, task);
  return planned.failures.length > 0
    ? planned.failures.map(({ code }) => code)
    : planned.changes.map((change) => ("bytes" in change ? String(change.bytes) : change.op));
}

test("a text with CR LF that begins with a line's end leaves no bare line feed behind", async () => {
  const root = folderWith({ "till.go": "open\r\n\r\nsum\r\n" });
  const edit = textEdit("till.go", "\r\nsum", "\r\ntax\r\nsum", 2);
  expect(await edited(root, [edit])).toEqual(["open\r\n\r\ntax\r\nsum\r\n"]);
});

test("one text shows how far the line numbers of the others are off", async () => {
  const root = folderWith({ "till.ts": "new\nnew\nnew\nnew\n}\nnew\n}\nopen\n}\n" });
  const edits = [textEdit("till.ts", "open", "shut", 4), textEdit("till.ts", "}", "end", 5)];
  expect(await edited(root, edits)).toEqual(["AMBIGUOUS"]);
  const exact = [textEdit("till.ts", "open", "shut", 2), textEdit("till.ts", "}", "end", 3)];
  expect(await edited(root, exact)).toEqual(["new\nnew\nnew\nnew\n}\nnew\n}\nshut\nend\n"]);
});

test("a text with a final newline may be meant for a last line without one", async () => {
  const root = folderWith({ "till.ts": "}\nopen\n}" });
  expect(await edited(root, [textEdit("till.ts", "}\n", "end\n")])).toEqual(["AMBIGUOUS"]);
  expect(await edited(root, [textEdit("till.ts", "}\n", "end\n", 3)])).toEqual(["}\nopen\nend"]);
});

test("a blank line beside a change of texts is not taken for context that may be missing", async () => {
  const root = folderWith({ "till.ts": "open\nsum\n\ntax\n" });
  const edit = textEdit("till.ts", "open\n\nsum\n\ntax", "open\n\ntax");
  expect(await edited(root, [edit])).toEqual(["NO_MATCH"]);
});

test("a text that is there twice if lone carriage returns end lines is not taken for the other one", async () => {
  const root = folderWith({ "till.ts": "open\rsum\nclose\nopen\nsum\nclose\n" });
  const edit = textEdit("till.ts", "open\nsum", "open\ntotal", 1);
  expect(await edited(root, [edit])).toEqual(["AMBIGUOUS"]);
});

test("a header without indentation means lines with and without it", async () => {
  const root = folderWith({
    "till.py": "def a():\n    b\n    c\nclass D:\n    def a():\n        b\n",
  });
  const patch = v4a("*** Update File: till.py", "@@ def a():", "-b", "+e");
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/AMBIGUOUS till\.py/)]);
});

test("a damaged line of context is not left out, nor is the same damage written", async () => {
  const root = folderWith({ "till.ts": 'open\nsum\nclose\nnew\ncall("a");\n' });
  const patch = v4a(
    "*** Update File: till.ts",
    "@@",
    " open",
    "-sum",
    '+call(\\"b\\");',
    " close",
    ' call(\\"a\\");',
  );
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/^NO_MATCH till\.ts/)]);
});

test("lost signs of context are seen in a file of unknown encoding, too", async () => {
  const root = folderWith({});
  writeFileSync(join(root, "till.py"), Buffer.from("  open\n  close\n# caf\xe9\n", "latin1"));
  const patch = v4a("*** Update File: till.py", "@@", "  open", "+  sum", "  close");
  expect(await apply(root, patch)).toEqual([
    expect.stringMatching(/^till\.py: {3}open\n {2}sum\n {2}close\n/),
  ]);
});

test("a text in place of another ends as that did, although its first line is taken to stay", async () => {
  const root = folderWith({ "till.ts": "open\nsum\nopen" });
  expect(await edited(root, [textEdit("till.ts", "open\nsum\nopen", "open")])).toEqual(["open"]);
  const ended = await edited(root, [textEdit("till.ts", "open\nsum\nopen", "open\n")]);
  expect(ended).toEqual(["open\n"]);
  const first = await edited(root, [textEdit("till.ts", "open\nsum\n", "open\n")]);
  expect(first).toEqual(["open\nopen"]);
});

test("blank lines are not placed by a line number that is only near", async () => {
  const root = folderWith({ "till.ts": "open\n\nsum\nclose\n\nend\n" });
  const near = v4a("*** Update File: till.ts", "@@ -3,1 +3,2 @@", " ", "+new");
  expect(await apply(root, near)).toEqual([expect.stringMatching(/^AMBIGUOUS till\.ts/)]);
  const exact = v4a("*** Update File: till.ts", "@@ -2,1 +2,2 @@", " ", "+new");
  expect(await apply(root, exact)).toEqual(["till.ts: open\n\nnew\nsum\nclose\n\nend\n"]);
});

test("the blank line below a header that opens nothing is as near as one below a block", async () => {
  const root = folderWith({
    "till.py": text("    if a:", "", "def b():", "    if a:", "        c", "", "def b():", "    d"),
  });
  const patch = v4a("*** Update File: till.py", "@@ if a:", " ", "+new", " def b():");
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/AMBIGUOUS till\.py/)]);
});

test("what fits loosely in two places if lone carriage returns end lines is not taken for one", async () => {
  const root = folderWith({
    "till.ts": "open();\nsum();\rclose();\nend();\nopen();\nsum();\nclose();\n",
  });
  const edit = textEdit("till.ts", "open();\n\nsum();\nclose();", "open();\n\nsum();\nshut();");
  expect(await edited(root, [edit])).toEqual(["AMBIGUOUS"]);
});

test("an empty line that becomes the last one of a file keeps its ending", async () => {
  const root = folderWith({ "till.ts": "open\n\nsum" });
  const patch = text(
    "till.ts",
    "<<<<<<< SEARCH",
    "open",
    "",
    "sum",
    "=======",
    "open",
    "",
    ">>>>>>> REPLACE",
  );
  expect(await apply(root, patch)).toEqual(["till.ts: open\n\n"]);
});

test("a header of several lines means what begins below one of them as well as what is below another", async () => {
  const root = folderWith({
    "till.py":
      "class A:\n    def sum():\n        a\n    def tax():\n        old\n" +
      "def sum():\n    class B:\n        a\n    def tax():\n        old\n",
  });
  const patch = v4a(
    "*** Update File: till.py",
    "@@ def sum():",
    "         a",
    "     def tax():",
    "-        old",
    "+        new",
  );
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/AMBIGUOUS till\.py/)]);
});

test("a block that only its header tells from another if lone carriage returns end lines is not taken for the other", async () => {
  const root = folderWith({ "till.go": "open {\r\tsum\n}\ntax\nclose\n\tsum\n}\ntax\n" });
  const patch = v4a("*** Update File: till.go", "@@ open {", " \tsum", " }", "-tax", "+due");
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/^AMBIGUOUS till\.go/)]);
});

test("a line that the file has no more is not left out of a block that brings it again", async () => {
  const root = folderWith({ "till.py": text("def shut():", "    sum", "    tax", "    end") });
  const patch =
    "till.py\n<<<<<<< SEARCH\ndef open():\n    sum\n    tax\n    end\n=======\n" +
    "def open():\ndef open():\n    sum\n    due\n    end\n>>>>>>> REPLACE\n";
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/^NO_MATCH till\.py/)]);
});

test("where one hunk has its signs twice, lines that another one adds are not written with a sign", async () => {
  const root = folderWith({
    "sum.ts": text("open", "sum", "close"),
    "till.ts": text("open", "sum", "close"),
  });
  const added = ["*** Update File: sum.ts", "@@", " open", "++tax", " sum"];
  const replaced = ["*** Update File: till.ts", "@@", " open", "--sum", "++tax"];
  expect(await apply(root, v4a(...added, ...replaced))).toEqual([
    expect.stringMatching(/^AMBIGUOUS sum\.ts/),
  ]);
  expect(await apply(root, v4a(...added))).toEqual([
    "sum.ts: open\n+tax\nsum\nclose\n",
    "till.ts: open\nsum\nclose\n",
  ]);
});

test("a hunk right below the block of its header is there, whatever is above the header", async () => {
  const same = ["def tax():", "    old", ""];
  const root = folderWith({ "till.py": text(...same, "def open():", "    sum", "", ...same) });
  const lines = ["@@ def open():", " def tax():", "-    old", "+    new"];
  const patch = v4a("*** Update File: till.py", ...lines);
  expect(await apply(root, patch)).toEqual([
    "till.py: def tax():\n    old\n\ndef open():\n    sum\n\ndef tax():\n    new\n\n",
  ]);
});

test("what fits in two places if lone carriage returns end lines is not told to be in none", async () => {
  const root = folderWith({ "till.md": "open\r  sum\n  sum\n" });
  const patch = v4a("*** Update File: till.md", "@@", " open", "@@ open", "   sum", "+  tax");
  expect(await apply(root, patch)).toEqual([expect.stringMatching(/^AMBIGUOUS till\.md/)]);
});

test("a text that takes the end of its line and one in the next line are both replaced, once", async () => {
  const root = folderWith({ "till.ts": "open\nsum = 1\nclose\n" });
  const edits = [textEdit("till.ts", "open\n", "open_"), textEdit("till.ts", "1", "2")];
  expect(await edited(root, edits)).toEqual(["open_sum = 2\nclose\n"]);
  const three = [...edits, textEdit("till.ts", "\nclose", ""), textEdit("till.ts", "sum", "tax")];
  expect(await edited(root, three)).toEqual(["open_tax = 2\n"]);
});

test("a line that becomes two in its middle ends as it did", async () => {
  const root = folderWith({ "till.ts": "open\nsum = 1;\r\nclose\n" });
  expect(await edited(root, [textEdit("till.ts", " = ", ";\n\ntax = ")])).toEqual([
    "open\nsum;\n\ntax = 1;\r\nclose\n",
  ]);
});

test("a text without line ends that gives way to lines with CR LF leaves a file its line feeds", async () => {
  const root = folderWith({ "till.ts": "open\nsum\n" });
  const edit = textEdit("till.ts", "sum", "sum\r\ntax");
  expect(await edited(root, [edit])).toEqual(["open\nsum\ntax\n"]);
  const meant = textEdit("till.ts", "open\nsum", "open\r\nsum");
  expect(await edited(root, [meant])).toEqual(["open\r\nsum\n"]);
});

test("what follows a last line that a lone carriage return ends leaves that ending alone", async () => {
  const root = folderWith({ "till.ts": "open\r\nsum\r\nclose\r" });
  const patch = v4a("*** Update File: till.ts", "@@", " sum", " close", "+end");
  expect(await apply(root, patch)).toEqual(["till.ts: open\r\nsum\r\nclose\rend\r\n"]);
});

test("all lines but the last one go, and so does the line ending of that one", async () => {
  const root = folderWith({ "till.ts": "open\n  sum\n" });
  const patch = text(
    "--- a/till.ts",
    "+++ b/till.ts",
    "@@ -1,2 +1 @@",
    "-open",
    "-  sum",
    "+  sum",
    "\\ No newline at end of file",
  );
  expect(await apply(root, patch, { match: "exact" })).toEqual(["till.ts:   sum"]);
});
