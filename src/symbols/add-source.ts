import { readSource } from "../repository/read-source.ts";
import { ToolError } from "../errors.ts";
import { asRepoPath } from "../workspace/repo-path.ts";
import type { SymbolEntry } from "./symbol.ts";

/** The entries with the text of their lines, each file read once. An entry whose file went away keeps none. */
export function addSource(root: string, entries: readonly SymbolEntry[]): SymbolEntry[] {
  const files = new Map<string, readonly string[] | undefined>();
  return entries.map((entry) => {
    if (!files.has(entry.path)) {
      files.set(entry.path, linesOf(root, entry.path));
    }
    const lines = files.get(entry.path);
    return lines === undefined
      ? entry
      : { ...entry, source: lines.slice(entry.line - 1, entry.end_line).join("\n") };
  });
}

function linesOf(root: string, path: string): readonly string[] | undefined {
  try {
    const source = readSource(root, asRepoPath(path));
    return source.kind === "text" ? source.lines : undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}
