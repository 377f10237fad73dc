import { ToolError } from "../errors.ts";
import { findHunkHeader } from "./hunk-header.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText, skipBlank } from "./patch-text.ts";

/** What to answer to a text that is no patch in any format. */
export function notAPatch(text: PatchText): ToolError {
  const first = skipBlank(text, text.start);
  if (first >= text.end) {
    return new ToolError("PARSE", "The patch is empty.", example);
  }
  for (let at = first; at < text.end; at += 1) {
    const line = lineAt(text, at);
    if (/^diff --(?:cc|combined) /.test(line)) {
      return patchError(
        text,
        at,
        "a combined diff of a merge cannot be applied.",
        "Send the diff against one parent: `git diff <parent> <merge>`.",
      );
    }
    if (line.startsWith("*** ") && lineAt(text, at + 1).startsWith("--- ")) {
      return patchError(
        text,
        at,
        "a context diff cannot be applied.",
        "Make a unified diff: `diff -u` instead of `diff -c`.",
      );
    }
    if (findHunkHeader(line) !== undefined) {
      return patchError(text, at, "the hunk is for no file.", example);
    }
  }
  return patchError(
    text,
    first,
    "nothing from here on is a patch: neither `*** Begin Patch`, nor a git diff, a unified diff or SEARCH/REPLACE blocks.",
    example,
  );
}

const example = `Send, for example:
*** Begin Patch
*** Update File: src/cart.py
@@ def total(self):
-    return sum(self.items)
+    return sum(self.items) + self.tax
*** End Patch`;
