import { ToolError } from "../errors.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** A file as a server is told it; undefined for one that is gone, too large, or no text. */
export function findSourceText(root: string, path: RepoPath): string | undefined {
  try {
    const { bytes, truncated } = readInsideSync(root, path, { maxBytes });
    const decoded = decodeText(bytes, truncated);
    return truncated || decoded.kind === "binary" ? undefined : decoded.text;
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

const maxBytes = 16 * 1024 * 1024;
