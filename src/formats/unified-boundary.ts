import { closesFence } from "./code-fence.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

/** Whether the hunk before must end here: another one begins, another file, or what tools write after a diff. */
export function isBoundary(text: PatchText, at: number): boolean {
  const line = lineAt(text, at);
  if (line.startsWith("@@")) {
    return true;
  }
  if (line.startsWith("-")) {
    return (
      isSignature(text, at) || (isFileHeader(text, at) && lineAt(text, at + 2).startsWith("@@"))
    );
  }
  return closesOuterFence(text, at) || starts.some((start) => line.startsWith(start));
}

const starts = ["diff ", "Index: ", "From ", "Only in ", "Binary files ", "*** End Patch"];

/** Whether the Markdown fence ends here that the patch stands in. */
export function closesOuterFence(text: PatchText, at: number): boolean {
  return text.fence !== undefined && closesFence(lineAt(text, at), text.fence);
}

/** Whether `--- ` and `+++ ` lines follow each other. */
export function isFileHeader(text: PatchText, at: number): boolean {
  return hasName(lineAt(text, at), "--- ") && hasName(lineAt(text, at + 1), "+++ ");
}

function hasName(line: string, sign: string): boolean {
  return line.startsWith(sign) && line.trim().length >= sign.length;
}

/** `-- ` and git's version below it: the end of a patch in a mail. Else it removes a line `- `. */
function isSignature(text: PatchText, at: number): boolean {
  return lineAt(text, at).trimEnd() === "--" && /^\d+\.\d/.test(lineAt(text, at + 1));
}
