import { findHunkHeader } from "./hunk-header.ts";
import type { Hunk } from "./hunk.ts";
import { isFileHeader } from "./unified-boundary.ts";
import { operationOf } from "./git-operation.ts";
import { readGitBinary } from "./read-git-binary.ts";
import { readGitHeader } from "./git-header.ts";
import type { ParsedPatch, PatchOperation } from "./parsed-patch.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText, skipBlank } from "./patch-text.ts";
import { readTraditional } from "./traditional-operation.ts";
import { readUnifiedHunk } from "./read-unified-hunk.ts";

/** What is read so far, and where it goes on. */
interface UnifiedReader {
  readonly text: PatchText;
  at: number;
  readonly operations: PatchOperation[];
  recounted: number;
  git: boolean;
  /** Of Subversion's `Index:` line above. */
  index: string | undefined;
}

/**
 * Reads unified diffs, with or without git's headers, and skips what is between them.
 *
 * @param path the file that hunks without any header are for
 * @throws {ToolError} PARSE
 */
export function parseUnified(text: PatchText, path?: string): ParsedPatch {
  const reader: UnifiedReader = {
    text,
    at: text.start,
    operations: [],
    recounted: 0,
    git: false,
    index: undefined,
  };
  while (reader.at < text.end) {
    const operation = readOperation(reader, path);
    if (operation !== undefined) {
      reader.operations.push(operation);
    }
  }
  return {
    format: reader.git ? "git" : "unified",
    operations: reader.operations,
    warnings:
      reader.recounted === 0
        ? []
        : [
            `The line counts of ${reader.recounted} hunk headers were wrong; the lines were counted.`,
          ],
  };
}

function readOperation(reader: UnifiedReader, path?: string): PatchOperation | undefined {
  const { text, at } = reader;
  const line = lineAt(text, at);
  if (line.startsWith("diff --git ")) {
    return readGit(reader);
  }
  if (isFileHeader(text, at)) {
    return readPlain(reader);
  }
  if (line.startsWith("@@") && findHunkHeader(line) !== undefined) {
    return readFragment(reader, path);
  }
  checkReadable(text, at);
  if (line.startsWith("Index: ")) {
    reader.index = line.slice("Index: ".length).trim();
  }
  reader.at += 1;
  return undefined;
}

function readGit(reader: UnifiedReader): PatchOperation {
  const { text, at } = reader;
  const header = readGitHeader(text, at);
  const operation = operationOf(header, text);
  reader.git = true;
  reader.at = header.next;
  takeIndex(reader);
  if (lineAt(text, header.next).trimEnd() === "GIT binary patch") {
    const { change, next } = readGitBinary(text, header.next);
    reader.at = next;
    return { ...operation, hunks: [], binary: change };
  }
  checkReadable(text, header.next);
  const hunks = readHunks(reader);
  const { op, oldMode, newMode } = operation;
  if (hunks.length === 0 && op === "update" && (newMode === undefined || newMode === oldMode)) {
    throw patchError(
      text,
      header.next,
      `no hunk follows the header in line ${at + 1}, which changes nothing by itself.`,
      hunkExpected,
    );
  }
  return checked({ ...operation, hunks }, text);
}

const hunkExpected =
  "Write `@@ -<line>,<count> +<line>,<count> @@` below the header, then lines that begin with a blank, `-` or `+`.";

function readPlain(reader: UnifiedReader): PatchOperation {
  const { text, at } = reader;
  reader.at += 2;
  const hunks = readHunks(reader);
  if (hunks.length === 0) {
    throw patchError(text, at + 2, "a hunk has to follow `---` and `+++`.", hunkExpected);
  }
  return checked(readTraditional(text, at, hunks, takeIndex(reader)), text);
}

/** Hunks without a header, if they come first and the call says which file they are for. */
function readFragment(reader: UnifiedReader, path: string | undefined): PatchOperation {
  const { text, at } = reader;
  if (path === undefined || reader.operations.length > 0) {
    throw patchError(
      text,
      at,
      "the hunk is not below the header of a file.",
      "Write `--- a/<path>` and `+++ b/<path>` above the hunks of each file, and nothing between the hunks.",
    );
  }
  return { op: "update", path, stripped: true, hunks: readHunks(reader), patchLine: at + 1 };
}

function readHunks(reader: UnifiedReader): readonly Hunk[] {
  const { text } = reader;
  const hunks: Hunk[] = [];
  for (;;) {
    const at = skipBlank(text, reader.at);
    if (findHunkHeader(lineAt(text, at)) === undefined) {
      return hunks;
    }
    const { hunk, next, recounted } = readUnifiedHunk(text, at);
    hunks.push(hunk);
    reader.at = next;
    reader.recounted += recounted ? 1 : 0;
  }
}

/** It is for the next file only. */
function takeIndex(reader: UnifiedReader): string | undefined {
  const { index } = reader;
  reader.index = undefined;
  return index;
}

/** A file that comes into being has no old lines, and one that goes no new ones. */
function checked(operation: PatchOperation, text: PatchText): PatchOperation {
  const { op, hunks } = operation;
  const allowed = op === "create" ? "add" : op === "delete" ? "remove" : undefined;
  if (allowed === undefined) {
    return operation;
  }
  if (operation.path === "/dev/null") {
    throw patchError(
      text,
      operation.patchLine - 1,
      "both sides are `/dev/null`.",
      "Give the path of the file on the side on which it exists.",
    );
  }
  const wrong = hunks.flatMap(({ lines }) => lines).find(({ kind }) => kind !== allowed);
  const second = op === "create" ? hunks[1] : undefined;
  if (wrong !== undefined || second !== undefined) {
    const line = wrong?.patchLine ?? second?.patchLine ?? 1;
    throw patchError(
      text,
      line - 1,
      op === "create"
        ? "a new file has one hunk with nothing but added lines."
        : "a file that is deleted has nothing but removed lines.",
      "If the file is to stay or is there already, give its path on both sides instead of `/dev/null`.",
    );
  }
  return operation;
}

/** Throws for what is a diff, but not one that can be applied. */
function checkReadable(text: PatchText, at: number): void {
  const line = lineAt(text, at);
  if (line.startsWith("diff --cc ") || line.startsWith("diff --combined ")) {
    throw patchError(
      text,
      at,
      "a combined diff of a merge cannot be applied.",
      "Send the diff against one parent: `git diff <parent> <merge>`.",
    );
  }
  if (/^(?:Binary files|GIT binary patch)\b/.test(line)) {
    throw patchError(
      text,
      at,
      "it says that a binary file differs, but not how.",
      "Make the patch with `git diff --binary`, or leave the file out.",
    );
  }
}
