import { readFileSync, statSync } from "node:fs";

/**
 * The text of a file of git's or the user's own, undefined when there is none. Only a regular file is opened: a
 * pipe in its place would block for good.
 */
export function readSmallFile(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= maxBytes ? readFileSync(path, "utf8") : undefined;
  } catch {
    // Most of these files are optional.
    return undefined;
  }
}

/** Larger than any honest file of this kind. */
const maxBytes = 1_000_000;
