import { ToolError } from "../errors.ts";
import type { Hunk } from "./hunk.ts";
import { hunkOfLines, hunkOfTexts, textLines } from "./hunk-of-texts.ts";
import { OperationList } from "./operation-list.ts";
import type { ParsedPatch } from "./parsed-patch.ts";

/** Some text of a file and what takes its place. */
export interface TextEdit {
  readonly path: string;
  /** Empty: the file is new. */
  readonly oldText: string;
  readonly newText: string;
  readonly occurrence: "only" | "all";
  /** 1-based. */
  readonly nearLine?: number;
}

/**
 * Edits as a patch. Edits of one file become one operation, so all of them are found in the text as it
 * was. In place of a line of the patch stands the 1-based number of the edit.
 *
 * @throws {ToolError} EMPTY when there are none, PARSE for one without a path
 */
export function parseTexts(edits: readonly TextEdit[]): ParsedPatch {
  if (edits.length === 0) {
    throw new ToolError("EMPTY", "There is no edit.", "Send at least one edit.");
  }
  const list = new OperationList();
  for (const [index, edit] of edits.entries()) {
    addEdit(list, edit, index + 1);
  }
  return { format: "texts", operations: list.operations, warnings: [] };
}

function addEdit(list: OperationList, edit: TextEdit, number: number): void {
  const { path, oldText, newText, occurrence, nearLine } = edit;
  if (path.trim() === "") {
    throw new ToolError("PARSE", `Edit ${number} names no file.`, "Give the path of the file.");
  }
  if (oldText === "") {
    list.create(path, number, createdHunk(newText, number));
    return;
  }
  const hunk = hunkOfTexts(oldText, newText, {
    patchLine: number,
    ...(nearLine === undefined ? {} : { lineHint: nearLine }),
    everywhere: occurrence === "all",
  });
  list.update(path, number, hunk);
}

function createdHunk(text: string, number: number): Hunk {
  const hunk = hunkOfLines(textLines(text, "add"), { patchLine: number });
  return text.endsWith("\n") ? hunk : { ...hunk, newFinalNewline: false };
}
