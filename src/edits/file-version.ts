import { ToolError } from "../errors.ts";
import { shaOf } from "../transaction/image.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";

/** A file as it is on disk while an answer is made. */
export interface FileVersion {
  /** SHA-256 of its bytes, in hex. */
  readonly sha: string;
  /** Without their endings. */
  readonly lines: readonly string[];
}

/** Reads each file once. */
export function openFileVersions(root: string): (path: string) => FileVersion | undefined {
  const known = new Map<string, FileVersion | undefined>();
  return (path) => {
    if (!known.has(path)) {
      known.set(path, readVersion(root, path));
    }
    return known.get(path);
  };
}

/** Undefined for what is no text, or not there. */
function readVersion(root: string, path: string): FileVersion | undefined {
  try {
    const { bytes, truncated } = readInsideSync(root, resolveInside(root, path), { maxBytes });
    const decoded = decodeText(bytes);
    return decoded.kind === "binary" || truncated
      ? undefined
      : { sha: shaOf(bytes), lines: linesOf(decoded.text) };
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

const maxBytes = 64 * 1024 * 1024;

function linesOf(text: string): readonly string[] {
  const lines = text.split(text.includes("\n") ? /\r?\n/u : /\r/u);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
