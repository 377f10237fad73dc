import { isUtf8 } from "node:buffer";
import { workerData } from "node:worker_threads";

import { ToolError } from "../errors.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { TextPattern } from "./compile-pattern.ts";
import { scanText, type Scan } from "./scan-file.ts";

export interface SearchThreadData {
  readonly root: string;
  readonly maxBytes: number;
}

export interface SearchTask {
  readonly paths: readonly RepoPath[];
  readonly pattern: TextPattern;
  readonly keep: number;
}

export interface ScannedFile extends Scan {
  readonly path: RepoPath;
  /** Why the file was not searched, or not to its end. */
  readonly problem?: string;
}

/** The function of a thread of the search's pool: the files in which something was found or that have a problem. */
export function run({ paths, pattern, keep }: SearchTask): ScannedFile[] {
  // The pool gives every thread what `openTextSearch` put there.
  const { root, maxBytes } = workerData as SearchThreadData;
  buffer ??= Buffer.allocUnsafeSlow(maxBytes);
  const into = buffer;
  return paths.flatMap((path) => {
    const scanned = scanFile(root, path, pattern, keep, into);
    return scanned.total > 0 || scanned.problem !== undefined ? [scanned] : [];
  });
}

let buffer: Buffer | undefined;

function scanFile(
  root: string,
  path: RepoPath,
  pattern: TextPattern,
  keep: number,
  into: Buffer,
): ScannedFile {
  try {
    const { bytes, truncated, size } = readInsideSync(root, path, { maxBytes: into.length, into });
    const cut = truncated
      ? { problem: `only the first ${bytes.length} of its ${size} bytes were searched` }
      : {};
    // Most files hold no hit, and looking at their bytes is much cheaper than decoding them.
    if (pattern.literal !== undefined && isUtf8(bytes) && !bytes.includes(pattern.literal)) {
      return { path, total: 0, matches: [], ...cut };
    }
    const decoded = decodeText(bytes, truncated);
    return decoded.kind === "binary"
      ? { path, total: 0, matches: [] }
      : { path, ...scanText(decoded.text, pattern, keep), ...cut };
  } catch (error) {
    if (error instanceof ToolError) {
      // A file that went since it was listed is no longer part of the answer.
      return error.code === "NOT_FOUND"
        ? { path, total: 0, matches: [] }
        : { path, total: 0, matches: [], problem: error.message.replace(/\.$/u, "") };
    }
    throw error;
  }
}
