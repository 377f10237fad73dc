import { isNameOf } from "./diff-names.ts";
import { addLine, draftHunk, finishHunk, isNoNewline } from "./hunk-draft.ts";
import { findHunkHeader } from "./hunk-header.ts";
import { readNameLine } from "./name-line.ts";
import type { PatchOperation } from "./parsed-patch.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText, skipBlank } from "./patch-text.ts";
import { readV4aHunks } from "./read-v4a-hunks.ts";
import { isFileHeader } from "./unified-boundary.ts";
import { findMarker } from "./v4a-marker.ts";

export interface V4aOperation {
  readonly operation: PatchOperation;
  /** The line after it, 0-based. */
  readonly next: number;
}

/**
 * @param at the line `*** Delete File`, 0-based
 * @throws {ToolError} PARSE
 */
export function readDelete(text: PatchText, at: number, path: string): V4aOperation {
  return { operation: { ...startOf(text, at, path), op: "delete" }, next: at + 1 };
}

/**
 * @param at the line `*** Add File`, 0-based
 * @throws {ToolError} PARSE
 */
export function readCreate(text: PatchText, at: number, path: string): V4aOperation {
  const operation = { ...startOf(text, at, path), op: "create" as const };
  const draft = draftHunk(at);
  let next = skipNames(text, at + 1, path);
  if (findHunkHeader(lineAt(text, next))?.text === "") {
    next += 1;
  }
  for (; next < text.end; next += 1) {
    const line = lineAt(text, next);
    if (line.startsWith("+")) {
      addLine(draft, "add", text, { at: next, signs: 1 });
    } else if (isNoNewline(line) && draft.lines.length > 0) {
      draft.unended.push(draft.lines.length - 1);
    } else if (findMarker(line.trim())?.kind !== "end-of-file") {
      break;
    }
  }
  const filled = skipBlank(text, next);
  if (filled < text.end && findMarker(lineAt(text, filled).trim()) === undefined) {
    throw patchError(
      text,
      next,
      `it does not begin with \`+\`, but is part of the new file ${path}.`,
      "Begin every line of an added file with `+`, empty lines as well.",
    );
  }
  const hunks = draft.lines.length === 0 ? [] : [finishHunk(draft, text)];
  return { operation: { ...operation, hunks }, next: filled };
}

/**
 * @param at the line `*** Update File`, 0-based
 * @throws {ToolError} PARSE
 */
export function readUpdate(text: PatchText, at: number, named: string): V4aOperation {
  const arrow = named.indexOf(" -> ");
  const path = arrow > 0 ? named.slice(0, arrow).trim() : named;
  const start = startOf(text, at, path);
  let to = arrow > 0 ? checked(text, at, named.slice(arrow + 4).trim()) : undefined;
  let body = at + 1;
  const below = skipBlank(text, body);
  const moved = findMarker(lineAt(text, below).trim());
  if (moved?.kind === "move") {
    to = checked(text, below, moved.path);
    body = below + 1;
  }
  const { hunks, next } = readV4aHunks(text, skipNames(text, body, path));
  if (hunks.length === 0 && to === undefined) {
    throw patchError(
      text,
      at,
      "the update has no change below it.",
      "Write the lines around the change with a blank in front, removed lines with `-`, added ones with `+`.",
    );
  }
  return to === undefined || to === path
    ? { operation: { ...start, op: "update", hunks }, next }
    : { operation: { ...start, op: "rename", to, hunks }, next };
}

function startOf(
  text: PatchText,
  at: number,
  path: string,
): Pick<PatchOperation, "path" | "stripped" | "hunks" | "patchLine"> {
  return { path: checked(text, at, path), stripped: true, hunks: [], patchLine: at + 1 };
}

function checked(text: PatchText, at: number, path: string): string {
  if (path === "") {
    throw patchError(text, at, "it names no file.", "Write the file's path after the colon.");
  }
  return path;
}

/** Some models repeat the path as a diff does, in lines that would be a removed and an added one. */
function skipNames(text: PatchText, from: number, path: string): number {
  const at = skipBlank(text, from);
  if (!isFileHeader(text, at) || !lineAt(text, at + 2).startsWith("@@")) {
    return from;
  }
  const names = [at, at + 1].map((line) => readNameLine(lineAt(text, line).slice(4)));
  return names.every(({ name, absent }) => absent || isNameOf(name, path)) ? at + 2 : from;
}
