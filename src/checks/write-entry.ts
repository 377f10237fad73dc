import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ToolError } from "../errors.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { CopyEntry } from "./copy-plan.ts";

/** Puts an entry into a copy, where nothing lies yet. False when the file went meanwhile. */
export function writeEntry(
  root: string,
  copyRoot: string,
  path: RepoPath,
  entry: CopyEntry,
): boolean {
  const target = join(copyRoot, path);
  if (entry.kind === "link") {
    symlinkSync(entry.link.target, target, entry.link.toFolder ? "junction" : "file");
    return true;
  }
  const bytes = entry.kind === "bytes" ? entry.bytes : bytesNow(root, path);
  if (bytes === undefined) {
    return false;
  }
  writeFileSync(target, bytes);
  return true;
}

function bytesNow(root: string, path: RepoPath): Buffer | undefined {
  try {
    return readInsideSync(root, path, { maxBytes }).bytes;
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

/** No engine reads a larger source. */
const maxBytes = 64 * 1024 * 1024;
