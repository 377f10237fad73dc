import { readSource } from "../repository/read-source.ts";
import { ToolError } from "../errors.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** The lines of files below a root as they are now; each file is read once. */
export interface LineTexts {
  /** Without the white space around it; empty where there is no such line. */
  get(path: RepoPath, line: number): string;
}

export function openLineTexts(root: string): LineTexts {
  const known = new Map<RepoPath, readonly string[]>();
  return {
    get(path, line) {
      const lines = known.get(path) ?? linesOf(root, path);
      known.set(path, lines);
      return lines[line - 1]?.trim() ?? "";
    },
  };
}

function linesOf(root: string, path: RepoPath): readonly string[] {
  try {
    const source = readSource(root, path);
    return source.kind === "text" ? source.lines : [];
  } catch (error) {
    if (error instanceof ToolError) {
      return [];
    }
    throw error;
  }
}
