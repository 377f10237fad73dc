import { ToolError } from "../errors.ts";
import type { PatchOperation } from "../formats/parsed-patch.ts";
import { blobId } from "../workspace/blob-id.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { applyDelta } from "./apply-delta.ts";
import { editText } from "./edit-text.ts";
import { type Entry, newEntry } from "./entry.ts";
import { modeAfter, modeOfNew } from "./git-mode.ts";
import type { Planning, Step } from "./planning.ts";
import { HunksRefused } from "./refusals.ts";

export interface Target {
  readonly path: RepoPath;
  readonly entry: Entry;
}

/**
 * What an operation makes of the content of a file.
 *
 * @throws HunksRefused, and ToolError READONLY, BINARY, ENCODING, TOO_LARGE, STALE
 */
export async function newContent(
  planning: Planning,
  { operation }: Step,
  { path, entry }: Target,
): Promise<Entry> {
  const { binary, hunks, newMode } = operation;
  const mode = entry.mode === undefined ? modeOfNew(newMode) : modeAfter(entry.mode, newMode);
  if (binary === undefined && hunks.length === 0) {
    return { ...entry, mode };
  }
  checkWritable(path, entry);
  const kept = { origin: entry.origin, warnings: entry.warnings };
  if (binary !== undefined) {
    checkBlob(path, entry, operation);
    const bytes =
      binary.kind === "literal" ? binary.bytes : applyDelta(entry.bytes(), binary.bytes);
    return withOrigin(newEntry(entry.kind, mode, bytes), kept);
  }
  const { patch, options, source, explaining, task } = planning;
  const { findDefinitions } = source;
  const edited = await editText({
    path,
    bytes: entry.bytes(),
    hunks,
    format: patch.format,
    match: options.match,
    explaining,
    ...(findDefinitions && {
      findDefinitions: async (text) => await findDefinitions(path, text, task),
    }),
  });
  if ("failures" in edited) {
    throw new HunksRefused(path, edited.failures, hunks.length);
  }
  const made = newEntry(entry.kind, mode, edited.bytes);
  return withOrigin({ ...made, edits: [...entry.edits, edited.edit] }, kept);
}

/**
 * A binary patch is good for one content only, as git has it.
 *
 * @throws ToolError STALE
 */
function checkBlob(path: RepoPath, { bytes }: Entry, { blobs }: PatchOperation): void {
  if (blobs?.before.length === sha1Digits && blobId(bytes()) !== blobs.before) {
    throw new ToolError(
      "STALE",
      `${quotePath(path)} is not the file that the binary patch was made for.`,
      "Make the patch anew from the file as it is now.",
    );
  }
}

const sha1Digits = 40;

function withOrigin(
  made: Entry,
  { origin, warnings }: { readonly origin: Entry["origin"]; readonly warnings: Entry["warnings"] },
): Entry {
  return { ...made, warnings, ...(origin && { origin }) };
}

/** @throws ToolError READONLY */
export function checkWritable(path: RepoPath, { kind, mode }: Entry): void {
  if (kind === "file" && mode !== undefined && (mode & 0o222) === 0) {
    throw new ToolError(
      "READONLY",
      `${quotePath(path)} is read-only.`,
      "Leave it, or ask the user to make it writable.",
    );
  }
}
