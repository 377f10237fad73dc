import { closesFence, findFence } from "./code-fence.ts";
import type { ParsedPatch, PatchOperation } from "./parsed-patch.ts";
import { patchError } from "./patch-error.ts";
import { isBlankAt, lastFilled, lineAt, type PatchText } from "./patch-text.ts";
import { readV4aHunks } from "./read-v4a-hunks.ts";
import { readCreate, readDelete, readUpdate, type V4aOperation } from "./read-v4a-operation.ts";
import { findMarker, type V4aMarker } from "./v4a-marker.ts";

/** What is read so far, and where it goes on. */
interface V4aReader {
  readonly text: PatchText;
  at: number;
  readonly operations: PatchOperation[];
  readonly warnings: string[];
}

/**
 * Reads OpenAI's format, with or without `*** Begin Patch`, one or several of them.
 *
 * @param at the first marker, 0-based
 * @throws {ToolError} PARSE, or EMPTY when nothing is between the markers
 */
export function parseV4a(given: PatchText, at: number): ParsedPatch {
  const text = withoutLastFence(given);
  const reader: V4aReader = { text, at, operations: [], warnings: [] };
  const enveloped = findMarker(lineAt(text, at).trim())?.kind === "begin";
  let open = !enveloped;
  while (reader.at < text.end) {
    open = open ? readOpen(reader) : readClosed(reader);
  }
  if (open) {
    checkComplete(reader, enveloped);
  }
  const { operations, warnings } = reader;
  return { format: "v4a", operations, warnings };
}

/**
 * Reads hunks that stand alone, because the call says which file they are for.
 *
 * @param at the first `@@`, 0-based
 * @throws {ToolError} PARSE
 */
export function parseV4aHunks(given: PatchText, at: number, path: string): ParsedPatch {
  const text = withoutLastFence(given);
  const { hunks, next } = readV4aHunks(text, at);
  if (next < text.end && findMarker(lineAt(text, next).trim())?.kind !== "end") {
    throw patchError(
      text,
      next,
      "hunks without `*** Begin Patch` are for one file.",
      "To change several files, put `*** Begin Patch` first and name each one.",
    );
  }
  const operation = { op: "update" as const, path, stripped: true, hunks, patchLine: at + 1 };
  return { format: "v4a", operations: [operation], warnings: [] };
}

/** The fence below a patch that has lost its end marker. */
function withoutLastFence(text: PatchText): PatchText {
  const last = lastFilled(text);
  return text.fence !== undefined && closesFence(lineAt(text, last), text.fence)
    ? { ...text, end: last, complete: true }
    : text;
}

/** Outside of the envelope. Returns whether it is open after the line. */
function readClosed(reader: V4aReader): boolean {
  const { text, at } = reader;
  const line = lineAt(text, at).trim();
  const marker = findMarker(line);
  reader.at += 1;
  if (marker?.kind === "begin") {
    return true;
  }
  if (marker !== undefined) {
    throw patchError(
      text,
      at,
      "it comes after `*** End Patch`.",
      "Move `*** End Patch` to the very end of the patch.",
    );
  }
  if (line !== "" && findFence(line) === undefined && reader.warnings.at(-1) !== ignored) {
    reader.warnings.push(ignored);
  }
  return false;
}

const ignored = "Text after `*** End Patch` was ignored.";

/** Between operations. Returns whether the envelope is open after what was read. */
function readOpen(reader: V4aReader): boolean {
  const { text, at } = reader;
  if (isBlankAt(text, at)) {
    reader.at += 1;
    return true;
  }
  const marker = findMarker(lineAt(text, at).trim());
  if (marker?.kind === "end") {
    reader.at += 1;
    return false;
  }
  readOperation(reader, marker);
  return true;
}

function readOperation(reader: V4aReader, marker: V4aMarker | undefined): void {
  const { text, at } = reader;
  switch (marker?.kind) {
    case "create":
      take(reader, readCreate(text, at, marker.path));
      return;
    case "delete":
      take(reader, readDelete(text, at, marker.path));
      return;
    case "update":
      take(reader, readUpdate(text, at, marker.path));
      return;
    case "begin":
      reader.warnings.push(
        "A second `*** Begin Patch` without an end of the first one was ignored.",
      );
      reader.at += 1;
      return;
    case "environment":
      reader.warnings.push("`*** Environment ID` was ignored: there is one environment.");
      reader.at += 1;
      return;
    case "end":
    case "end-of-file":
    case "move":
    case undefined: {
      const last = reader.operations.at(-1);
      throw patchError(
        text,
        at,
        last?.op === "delete"
          ? `nothing may follow \`*** Delete File: ${last.path}\` but the next file.`
          : "it is not the header of a file.",
        `Write one of \`*** Add File: <path>\`, \`*** Update File: <path>\`, \`*** Delete File: <path>\` here.`,
      );
    }
  }
}

function take(reader: V4aReader, { operation, next }: V4aOperation): void {
  reader.operations.push(operation);
  reader.at = next;
  for (const { lines, patchLine } of operation.hunks) {
    if (lines.every(({ kind }) => kind === "context" || kind === "bare")) {
      reader.warnings.push(`The hunk in patch line ${patchLine} has no line with \`-\` or \`+\`.`);
    }
  }
}

function checkComplete({ text, warnings }: V4aReader, enveloped: boolean): void {
  if (!text.complete) {
    throw patchError(
      text,
      text.end - 1,
      "the patch ends here, without `*** End Patch` and in the middle of a line; some of it may be missing.",
      "Send the whole patch, with `*** End Patch` as its last line.",
    );
  }
  if (enveloped) {
    warnings.push("`*** End Patch` was missing; the patch was taken to be complete.");
  }
}
