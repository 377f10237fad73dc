import { isAbsolute } from "node:path";

import { ToolError } from "../errors.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import type { FailureSources } from "./cluster-failures.ts";

/** Reads lines of the repository's files, each file once. A report's path is not trusted. */
export function lineTexts(root: string): FailureSources["lineText"] {
  const files = new Map<string, readonly string[]>();
  return (path, line) => {
    const lines = files.get(path) ?? readLines(root, path);
    files.set(path, lines);
    return lines[line - 1];
  };
}

const maxBytes = 2 * 1024 * 1024;

function readLines(root: string, path: string): readonly string[] {
  try {
    const inside = isAbsolute(path) ? undefined : resolveInside(root, path);
    return inside === undefined
      ? []
      : readInsideSync(root, inside, { maxBytes }).bytes.toString("utf8").split("\n");
  } catch (error) {
    if (error instanceof ToolError) {
      // Not there, or not ours to read: the place stands alone.
      return [];
    }
    throw error;
  }
}
