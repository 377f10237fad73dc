import { isUtf8 } from "node:buffer";

import { ToolError } from "../errors.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { maxSourceBytes, sourceBuffer } from "./source-buffer.ts";

/** The files of a batch that hold a text, by their bytes: a look costs a tenth of reading their words. */
export interface Holding {
  readonly paths: readonly RepoPath[];
  /** Files that could not be looked at to their end, and why. */
  readonly problems: readonly (readonly [RepoPath, string])[];
}

/** Looks through files for a text. Never throws for a file: one that went away holds nothing. */
export function filesHolding(root: string, paths: readonly RepoPath[], text: string): Holding {
  const needle = Buffer.from(text);
  const found: RepoPath[] = [];
  const problems: (readonly [RepoPath, string])[] = [];
  for (const path of paths) {
    try {
      const { bytes, truncated } = readInsideSync(root, path, {
        maxBytes: maxSourceBytes,
        into: sourceBuffer(),
      });
      if (truncated) {
        problems.push([path, "too large"]);
      } else if (holds(bytes, needle, text)) {
        found.push(path);
      }
    } catch (error) {
      if (!(error instanceof ToolError)) {
        throw error;
      }
      if (error.code !== "NOT_FOUND") {
        problems.push([path, error.message]);
      }
    }
  }
  return { paths: found, problems };
}

/** Nearly every file is UTF-8 and needs no decoding. */
function holds(bytes: Buffer, needle: Buffer, text: string): boolean {
  if (bytes.includes(needle)) {
    return true;
  }
  if (isUtf8(bytes)) {
    return false;
  }
  const decoded = decodeText(bytes);
  return decoded.kind === "text" && decoded.text.includes(text);
}
