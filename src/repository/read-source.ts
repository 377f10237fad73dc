import { blobId } from "../workspace/blob-id.ts";
import { decodeText, type Encoding } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** A file as lines. */
export interface Source {
  readonly kind: "text";
  /** Without their line ends; a final line end adds no empty line. */
  readonly lines: readonly string[];
  readonly encoding: Encoding;
  /** Git's blob id of the whole file; of the part that was read where `truncated`. */
  readonly sha: string;
  /** In bytes. */
  readonly size: number;
  readonly truncated: boolean;
}

export interface BinarySource {
  readonly kind: "binary";
  readonly bytes: Buffer;
  readonly size: number;
  readonly truncated: boolean;
}

/** The most that is read of one file, in bytes. */
export const maxSourceBytes = 16 * 1024 * 1024;

/** Reads a file as it is now. Throws what `readInsideSync` throws. */
export function readSource(root: string, path: RepoPath): Source | BinarySource {
  const { bytes, size, truncated } = readInsideSync(root, path, { maxBytes: maxSourceBytes });
  const decoded = decodeText(bytes, truncated);
  if (decoded.kind === "binary") {
    return { kind: "binary", bytes, size, truncated };
  }
  return {
    kind: "text",
    lines: linesOf(decoded.text),
    encoding: decoded.encoding,
    sha: blobId(bytes),
    size,
    truncated,
  };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r(?!\n)/);
  if (lines.at(-1) === "") {
    lines.pop();
  }
  return lines;
}
