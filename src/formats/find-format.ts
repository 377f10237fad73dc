import { findHunkHeader } from "./hunk-header.ts";
import { isBlankAt, lineAt, type PatchText, skipBlank } from "./patch-text.ts";
import { isFileHeader } from "./unified-boundary.ts";
import { findSearchMark } from "./search-mark.ts";
import { findMarker } from "./v4a-marker.ts";

export interface FoundFormat {
  readonly format: "v4a" | "v4a-hunks" | "unified" | "search-replace";
  /** Its first line, 0-based. */
  readonly at: number;
}

/**
 * Which format the patch has: that of the first line that begins one, since what looks like another one further down
 * is then its content.
 *
 * @param fragments whether hunks alone are enough, because the call names the file
 */
export function findFormat(text: PatchText, fragments: boolean): FoundFormat | undefined {
  for (let at = text.start; at < text.end; at += 1) {
    const format = isBlankAt(text, at) ? undefined : formatOf(text, at, fragments);
    if (format !== undefined) {
      return { format, at };
    }
  }
  return undefined;
}

function formatOf(
  text: PatchText,
  at: number,
  fragments: boolean,
): FoundFormat["format"] | undefined {
  const line = lineAt(text, at);
  if (line.startsWith("diff --git ") || isFileHeader(text, at)) {
    return "unified";
  }
  const marker = findMarker(line.trim());
  if (marker?.kind === "begin" && isDiff(text, skipBlank(text, at + 1))) {
    return undefined;
  }
  if (marker !== undefined && marker.kind !== "end-of-file") {
    return "v4a";
  }
  if (findSearchMark(line) !== undefined) {
    return "search-replace";
  }
  const header = fragments ? findHunkHeader(line) : undefined;
  if (header === undefined) {
    return undefined;
  }
  return header.oldStart === undefined ? "v4a-hunks" : "unified";
}

/** Some models put `*** Begin Patch` around a diff. */
function isDiff(text: PatchText, at: number): boolean {
  return lineAt(text, at).startsWith("diff --git ") || isFileHeader(text, at);
}
