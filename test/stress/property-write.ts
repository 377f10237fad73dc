import type { Hunk } from "../../src/formats/hunk.ts";
import type { PatchOperation } from "../../src/formats/parsed-patch.ts";
import type { TextEdit } from "../../src/formats/parse-texts.ts";
import { renderSearchReplace, renderUnified, renderV4a } from "../formats/render-patch.ts";
import type { SentHunk, SentLine } from "./property-change.ts";

/** In which words a change is sent; `numbered` with the line where it is to be. */
export interface Writing {
  readonly format: "v4a" | "git" | "unified" | "search-replace" | "texts";
  readonly numbered: boolean;
  /** V4A: the line that opens the block. Diffs repeat one for their readers. */
  readonly headed: boolean;
  /** Lines of CR LF files end so in the patch, as git writes them. */
  readonly returns: boolean;
  readonly context: number;
}

/** A hunk with what only the writing of it decides. */
export interface WrittenHunk extends SentHunk {
  /** 1-based; 0 in an empty file. */
  readonly line: number;
  readonly oldUnended: boolean;
  readonly newUnended: boolean;
}

export interface WrittenOperation {
  readonly op: "update" | "create" | "delete" | "rename";
  readonly path: string;
  readonly to?: string;
  readonly hunks: readonly WrittenHunk[];
}

export type Sent = { readonly text: string } | { readonly edits: readonly TextEdit[] };

function createdText({ lines }: SentHunk): string {
  return lines.map(({ text }) => `${text}\n`).join("");
}

export function writePatch(operations: readonly WrittenOperation[], writing: Writing): Sent {
  if (writing.format === "texts") {
    return { edits: operations.flatMap((operation) => editsOf(operation, writing)) };
  }
  const all = operations.map((operation) => operationOf(operation, writing));
  if (writing.format === "v4a") {
    return { text: renderV4a(all) };
  }
  if (writing.format === "search-replace") {
    return { text: renderSearchReplace(all) };
  }
  const text = renderUnified(all);
  return { text: writing.format === "git" ? text : text.replaceAll(gitHeaders, "") };
}

const gitHeaders = /^(?:diff --git|new file mode|deleted file mode) .*\n/gmu;

function operationOf(operation: WrittenOperation, writing: Writing): PatchOperation {
  const { op, path, to, hunks } = operation;
  return {
    op,
    path,
    ...(to === undefined ? {} : { to }),
    stripped: true,
    patchLine: 0,
    hunks:
      op === "delete" && writing.format === "v4a" ? [] : hunks.map((one) => hunkOf(one, writing)),
  };
}

function hunkOf(hunk: WrittenHunk, { numbered, format, returns, headed }: Writing): Hunk {
  const { oldUnended, newUnended, line, headers, lines } = hunk;
  const isDiff = format === "git" || format === "unified";
  return {
    patchLine: 0,
    headers: headed ? headers : [],
    ...(numbered ? { lineHint: line } : {}),
    lines: lines.map(({ kind, text, unsigned }) => ({
      kind: unsigned === true ? "bare" : kind,
      text,
      patchLine: 0,
      ...(returns ? { crlf: true } : {}),
    })),
    ...(isDiff && (oldUnended || newUnended)
      ? { oldFinalNewline: !oldUnended, newFinalNewline: !newUnended }
      : {}),
  };
}

function editsOf(
  { op, path, hunks }: WrittenOperation,
  { numbered }: Writing,
): readonly TextEdit[] {
  return hunks.map((hunk) => {
    const { oldText, newText } = textsOf(hunk);
    return {
      path,
      oldText: op === "create" ? "" : oldText,
      newText: op === "create" ? createdText(hunk) : newText,
      occurrence: "only",
      ...(numbered && op !== "create" ? { nearLine: hunk.line } : {}),
    };
  });
}

/** Whole lines, the last one without its ending; with it, where the new text would be no line at all otherwise. */
export function textsOf({ lines }: Pick<SentHunk, "lines">): { oldText: string; newText: string } {
  const [old, fresh] = [sideOf(lines, "add"), sideOf(lines, "remove")];
  const ending = fresh.join("\n") === "" || old.at(-1) === "" || fresh.at(-1) === "" ? "\n" : "";
  return {
    oldText: old.join("\n") + ending,
    newText: fresh.length === 0 ? "" : fresh.join("\n") + ending,
  };
}

function sideOf(lines: readonly SentLine[], without: SentLine["kind"]): readonly string[] {
  return lines.filter(({ kind }) => kind !== without).map(({ text }) => text);
}
