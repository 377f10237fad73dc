import { ToolError } from "../errors.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { isRacy, sameStamp, type Stamp } from "../workspace/stamp.ts";

/** A file's text with its lines. */
export interface SourceText {
  readonly text: string;
  /** Where a place is in the text, in UTF-16 units. Lines and columns are 1-based. */
  offsetOf(line: number, column: number): number;
  placeOf(offset: number): { readonly line: number; readonly column: number };
  /** Without its line end; empty when there is no such line. */
  line(line: number): string;
}

/** The texts that one answer looks at; each file is read once. */
export interface AnswerTexts {
  /** Undefined for a file that cannot be read as text. */
  get(path: RepoPath): SourceText | undefined;
}

const maxBytes = 16 * 1024 * 1024;

/** Texts of answers before, in characters; a question about a common name reads hundreds of files again and again. */
const keptChars = 8 * 1024 * 1024;

interface Kept {
  readonly stamp: Stamp;
  readonly source: SourceText;
}

/** By root and path, the one used last at the end. */
const kept = new Map<string, Kept>();
let chars = 0;

/** @param tree the state of the files that the answer is about */
export function openTexts(root: string, tree?: Pick<TreeState, "files">): AnswerTexts {
  const known = new Map<RepoPath, SourceText | undefined>();
  return {
    get(path) {
      if (!known.has(path)) {
        known.set(path, keptOrRead(root, path, tree?.files.get(path)?.stamp));
      }
      return known.get(path);
    },
  };
}

function keptOrRead(
  root: string,
  path: RepoPath,
  stamp: Stamp | undefined,
): SourceText | undefined {
  const key = `${root}\0${path}`;
  const before = kept.get(key);
  kept.delete(key);
  if (before !== undefined && stamp !== undefined && sameStamp(before.stamp, stamp)) {
    kept.set(key, before);
    return before.source;
  }
  chars -= before?.source.text.length ?? 0;
  const readAt = Date.now();
  const source = readText(root, path);
  if (source !== undefined && stamp !== undefined && !isRacy(stamp, readAt)) {
    kept.set(key, { stamp, source });
    chars += source.text.length;
    for (const [oldest, { source: old }] of kept) {
      if (chars <= keptChars) {
        break;
      }
      kept.delete(oldest);
      chars -= old.text.length;
    }
  }
  return source;
}

function readText(root: string, path: RepoPath): SourceText | undefined {
  try {
    const decoded = decodeText(readInsideSync(root, path, { maxBytes }).bytes);
    return decoded.kind === "text" ? sourceText(decoded.text) : undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

function sourceText(text: string): SourceText {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
    starts.push(index + end.length);
  }
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  return {
    text,
    offsetOf: (line, column) => startOf(line) + column - 1,
    placeOf(offset) {
      const line = lastAtMost(starts, offset) + 1;
      return { line, column: offset - startOf(line) + 1 };
    },
    line: (line) => text.slice(startOf(line), startOf(line + 1)).replace(/[\r\n]+$/, ""),
  };
}

/** Index of the last number that is not above `limit`; `sorted` begins with one that is not. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= limit) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
