import { ToolError } from "../errors.ts";
import { blobId } from "../workspace/blob-id.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Stamp } from "../workspace/stamp.ts";
import { tooLarge } from "./why-unparsed.ts";

/** Larger ones are generated or data; a tree takes about twenty times its text. */
export const maxSourceBytes = 4 * 1024 * 1024;

export type Source =
  | { readonly stamp: Stamp; readonly text: string; readonly hash: string }
  | { readonly stamp: Stamp | undefined; readonly unparsed: string };

/** Reads a file as source code; one that cannot be is told with the reason. */
export function readSource(root: string, path: RepoPath): Source {
  try {
    const { bytes, truncated, stamp } = readInsideSync(root, path, { maxBytes: maxSourceBytes });
    if (truncated) {
      return { stamp, ...tooLarge };
    }
    const decoded = decodeText(bytes);
    return decoded.kind === "binary"
      ? { stamp, unparsed: "not text" }
      : { stamp, text: decoded.text, hash: blobId(bytes) };
  } catch (error) {
    if (error instanceof ToolError) {
      return { stamp: undefined, unparsed: error.message };
    }
    throw error;
  }
}
