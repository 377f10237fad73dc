import { ToolError } from "../errors.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { findInside } from "../workspace/find-inside.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { Side } from "./reviewed-file.ts";

/** Larger files are data. */
const maxBytes = 2 * 1024 * 1024;

/** A version of which git has the bytes; undefined where the clone lacks them. */
export function sideOf(path: string, bytes: Buffer | undefined): Side {
  return { path, text: bytes && textOf(bytes), size: bytes?.length };
}

/** A file as it lies on the disk. */
export function readNow(root: string, path: string): Side {
  const inside = findInside(root, path);
  try {
    const read = inside && readInsideSync(root, inside, { maxBytes });
    return {
      path,
      text: read?.truncated === false ? textOf(read.bytes) : undefined,
      size: read?.size,
    };
  } catch (error) {
    if (error instanceof ToolError) {
      return { path, text: undefined, size: undefined };
    }
    throw error;
  }
}

function textOf(bytes: Buffer): string | undefined {
  const decoded = bytes.length > maxBytes ? undefined : decodeText(bytes);
  return decoded?.kind === "text" ? decoded.text : undefined;
}
