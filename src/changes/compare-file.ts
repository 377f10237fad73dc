import { ToolError } from "../errors.ts";
import { type FileState, renderDiff } from "../transaction/render-diff.ts";
import { withPlainEnds } from "../transaction/with-plain-ends.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { AddedLine, FileChanges } from "./changes.ts";

/** A file in both versions; one of the two paths is there. */
interface Versions {
  readonly now: RepoPath | undefined;
  readonly before: RepoPath | undefined;
  /** What it held then; undefined where the clone does not have it. */
  readonly blob: Buffer | undefined;
}

/** Larger files are data. */
const maxBytes = 1024 * 1024;

/**
 * What became of a file.
 * @returns a sentence where that cannot be told, undefined where nothing did
 */
export function compareFile(
  root: string,
  { now, before: then, blob }: Versions,
): FileChanges | string | undefined {
  const path = now ?? then;
  if (path === undefined) {
    return undefined;
  }
  const after = now === undefined ? null : readNow(root, now);
  if (after === undefined) {
    return `${quotePath(path)} cannot be read.`;
  }
  if (then !== undefined && blob === undefined) {
    return `What ${quotePath(then)} held then is not in this clone, or too large to read.`;
  }
  const before = then === undefined || blob === undefined ? null : stateOf(blob);
  const op = then === undefined ? "create" : now === undefined ? "delete" : "update";
  const moved = now !== undefined && then !== undefined && now !== then;
  const about = { path, op: moved ? "rename" : op, ...(moved && { from: then }) } as const;
  if (Math.max(before?.bytes.length ?? 0, after?.bytes.length ?? 0) > maxBytes) {
    const diff = `${quotePath(path)} is larger than ${maxBytes / 1024} KiB and was not compared.\n`;
    return { ...about, removed: 0, added: [], diff };
  }
  const diff = renderDiff(withPlainEnds({ path, ...(moved && { from: then }), before, after }));
  return diff === "" ? undefined : { ...about, ...countLines(diff), diff };
}

function readNow(root: string, path: RepoPath): FileState | undefined {
  try {
    return stateOf(readInsideSync(root, path, { maxBytes: maxBytes + 1 }).bytes);
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

/** Modes are not compared. */
function stateOf(bytes: Buffer): FileState {
  return { bytes, mode: 0o644 };
}

/** Reads the hunks of a diff. */
function countLines(diff: string): {
  readonly removed: number;
  readonly added: readonly AddedLine[];
} {
  const added: AddedLine[] = [];
  let removed = 0;
  let line: number | undefined;
  for (const text of diff.split("\n")) {
    const start = /^@@ -\S+ \+(\d+)/u.exec(text)?.[1];
    if (start !== undefined) {
      line = Number(start);
    } else if (line === undefined || text.startsWith("\\")) {
      continue;
    } else if (text.startsWith("-")) {
      removed += 1;
    } else {
      if (text.startsWith("+")) {
        added.push({ line, text: text.slice(1) });
      }
      line += 1;
    }
  }
  return { removed, added };
}
