import { expect, test } from "vitest";

import { parseTexts } from "../../src/formats/parse-texts.ts";
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
    ...["--- a/till.ts", "+++ b/till.ts", "@@ -1,3 +1,2 @@"],
    ...[" open", "-sum", "-close", none, "+sum", none],
  );
  expect(await apply(root, patch)).toEqual(["till.ts: open\nsum"]);
});
