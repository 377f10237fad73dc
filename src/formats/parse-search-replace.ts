import { changedLines, hunkOfLines } from "./hunk-of-texts.ts";
import { OperationList } from "./operation-list.ts";
import type { ParsedPatch } from "./parsed-patch.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText } from "./patch-text.ts";
import { findPathAbove } from "./path-above.ts";
import { readBlock, type SearchBlock } from "./read-search-block.ts";
import { findReplaceMark, findSearchMark } from "./search-mark.ts";

/**
 * Reads the blocks of Aider, Cline and Roo, and skips what is between them. All blocks of a file are found in the text
 * as it was.
 *
 * @param path the file of blocks that have none above them
 * @throws {ToolError} PARSE
 */
export function parseSearchReplace(text: PatchText, path?: string): ParsedPatch {
  const list = new OperationList();
  let current = path;
  let after = text.start;
  for (let at = text.start; at < text.end; at += 1) {
    if (findReplaceMark(lineAt(text, at)) !== undefined) {
      throw patchError(
        text,
        at,
        "it closes a block that is not open.",
        "Write `<<<<<<< SEARCH`, the old lines, `=======`, the new lines, `>>>>>>> REPLACE`; nine signs each if the lines themselves have such marks.",
      );
    }
    if (findSearchMark(lineAt(text, at)) === undefined) {
      continue;
    }
    current = findPathAbove(text, at, { after, fallback: current });
    if (current === undefined) {
      throw patchError(
        text,
        at,
        "the block is for no file.",
        "Write the file's path alone on the line above the block.",
      );
    }
    const block = readBlock(text, at);
    addBlock(list, current, block);
    at = block.next - 1;
    after = block.next;
  }
  return { format: "search-replace", operations: list.operations, warnings: [] };
}

function addBlock(list: OperationList, path: string, block: SearchBlock): void {
  const { patchLine, lineHint, search, replace } = block;
  const place = { patchLine, ...(lineHint === undefined ? {} : { lineHint }) };
  if (search.every((line) => line.text.trim() === "")) {
    list.create(path, patchLine, hunkOfLines(replace, { patchLine }));
  } else {
    list.update(path, patchLine, hunkOfLines(changedLines(search, replace), place));
  }
}
