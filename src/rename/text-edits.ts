import { createHash } from "node:crypto";

import type { FileEdits, Place } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";
import type { AnswerTexts, SourceText } from "../references/answer-texts.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { encodeText } from "../workspace/encode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { sortByPath } from "../workspace/sort-paths.ts";

/** Text to put in the place of other text in one file. */
export type TextEdit = FileEdits["edits"][number];

/** A file with its edits applied. */
export interface EditedFile {
  readonly path: RepoPath;
  readonly text: string;
  readonly bytes: Buffer;
  readonly before: Buffer;
  /** SHA-256, in hex, of the bytes before. */
  readonly sha: string;
}

const maxBytes = 16 * 1024 * 1024;

/** Applies edits to every file that has some, in the order of their paths; see `editFile`. */
export function editFiles(
  root: string,
  edits: ReadonlyMap<RepoPath, readonly TextEdit[]>,
  texts: AnswerTexts,
): EditedFile[] {
  return sortByPath([...edits].map(([path, own]) => editFile(root, path, own, texts)));
}

/**
 * Applies edits to a file as it is on disk; what they do not touch keeps its bytes.
 * @param texts the texts that the edits were made for
 * @throws ToolError FILE_CHANGED when the file is not what the edits were made for, EDITS_OVERLAP, FILE_NOT_TEXT
 */
export function editFile(
  root: string,
  path: RepoPath,
  edits: readonly TextEdit[],
  texts: AnswerTexts,
): EditedFile {
  const before = Buffer.from(readInsideSync(root, path, { maxBytes }).bytes);
  const decoded = decodeText(before);
  const source = texts.get(path);
  if (decoded.kind === "binary" || source === undefined) {
    throw new ToolError("FILE_NOT_TEXT", `${path} is no text.`, "It can't be edited.");
  }
  if (decoded.text !== source.text) {
    throw new ToolError(
      "FILE_CHANGED",
      `${path} changed while this was worked out.`,
      "Send the same call again.",
    );
  }
  const text = applyEdits(path, source, edits);
  const bytes = encodeText(text, decoded.encoding);
  const sha = createHash("sha256").update(before).digest("hex");
  return { path, text, bytes, before, sha };
}

function applyEdits(path: RepoPath, source: SourceText, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of inFileOrder(edits)) {
    const start = source.offsetOf(edit.line, edit.column);
    if (start < at) {
      throw new ToolError(
        "EDITS_OVERLAP",
        `Two changes of ${path} touch the same text in line ${edit.line}.`,
        "This is not written; make the change by hand with edits of the text.",
      );
    }
    parts.push(source.text.slice(at, start), edit.newText);
    at = source.offsetOf(edit.endLine, edit.endColumn);
  }
  return parts.join("") + source.text.slice(at);
}

/** The lines that edits begin in, each once. */
export function linesOf(edits: readonly TextEdit[]): number[] {
  return [...new Set(inFileOrder(edits).map(({ line }) => line))];
}

function inFileOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * Where a place is after the edits of its file, none of which spans lines. For a place that is edited itself: where the
 * name stands in its new text.
 */
export function placeAfter<P extends Place>(
  place: P,
  edits: readonly TextEdit[],
  newName: string,
): P {
  let { column } = place;
  for (const edit of edits.filter(({ line }) => line === place.line)) {
    if (edit.endColumn <= place.column && edit.column < place.column) {
      column += edit.newText.length - (edit.endColumn - edit.column);
    } else if (edit.column <= place.column) {
      column += edit.column - place.column + nameIn(edit.newText, newName);
    }
  }
  return { ...place, column };
}

/** Where the name stands in `total: sum` or `sum: total`; whole, not as a part of another. */
function nameIn(text: string, name: string): number {
  const found = [...text.matchAll(/[\p{ID_Continue}$#]+/gu)].find(([word]) => word === name);
  return found?.index ?? 0;
}
