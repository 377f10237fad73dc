import { ToolError } from "../errors.ts";
import { findFence } from "./code-fence.ts";
import { findFormat, type FoundFormat } from "./find-format.ts";
import type { ParsedPatch } from "./parsed-patch.ts";
import { parseSearchReplace } from "./parse-search-replace.ts";
import { parseUnified } from "./parse-unified.ts";
import { parseV4a, parseV4aHunks } from "./parse-v4a.ts";
import { lineAt, type PatchText, withoutReturns } from "./patch-text.ts";
import { notAPatch } from "./not-a-patch.ts";
import { unwrapPatch } from "./unwrap-patch.ts";

export interface ParseOptions {
  /** The file of hunks and blocks that name none. */
  readonly path?: string;
}

/**
 * Reads a patch in any format, with what models and shells wrap around it. Takes time in proportion to its length.
 *
 * @throws {ToolError} PARSE with the line that is wrong, EMPTY for a patch that is well formed and asks for nothing;
 *   nothing else
 */
export function parsePatch(text: string, options: ParseOptions = {}): ParsedPatch {
  const { text: inner, folder } = unwrapPatch(text);
  const found = findFormat(inner, options.path !== undefined);
  if (found === undefined) {
    throw notAPatch(inner);
  }
  const parsed = parseAs(found, withFence(withoutReturns(inner, found.at), found.at), options.path);
  if (parsed.operations.length === 0) {
    throw new ToolError(
      "EMPTY",
      "The patch holds no change.",
      "Put at least one file between `*** Begin Patch` and `*** End Patch`.",
    );
  }
  return folder === undefined ? parsed : { ...parsed, folder };
}

function parseAs(
  { format, at }: FoundFormat,
  text: PatchText,
  path: string | undefined,
): ParsedPatch {
  if (format === "v4a") {
    return parseV4a(text, at);
  }
  if (format === "v4a-hunks") {
    return parseV4aHunks(text, at, path ?? "");
  }
  return format === "unified" ? parseUnified(text, path) : parseSearchReplace(text, path);
}

/** Notes the fence that was opened last above the patch. */
function withFence(text: PatchText, at: number): PatchText {
  for (let above = at - 1; above >= text.start; above -= 1) {
    const fence = findFence(lineAt(text, above));
    if (fence !== undefined) {
      return { ...text, fence };
    }
  }
  return text;
}
