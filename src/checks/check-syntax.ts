import { languageOfPath } from "../languages/index.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { CheckedFiles, CheckedTree } from "./check-files.ts";
import type { Diagnostic } from "./checks.ts";

/** Checks files by the grammars of their languages. */
export async function checkSyntax(
  { root, parsing }: CheckedTree,
  paths: readonly RepoPath[],
  task: Task,
): Promise<Pick<CheckedFiles, "found" | "unchecked">> {
  const found = new Map<RepoPath, readonly Diagnostic[]>();
  const unchecked = new Map<RepoPath, string>();
  const known = paths.filter((path) => languageOfPath(path) !== undefined);
  for (const [path, answer] of await parsing.syntaxErrors(root, known, task)) {
    if ("unparsed" in answer) {
      unchecked.set(path, answer.unparsed);
    } else {
      const diagnostics = answer.errors.map(({ range, message }) => ({
        path,
        line: range.line,
        column: range.column,
        endLine: range.endLine,
        severity: "error" as const,
        code: "syntax",
        message,
        source: "syntax" as const,
      }));
      found.set(path, diagnostics);
    }
  }
  paths
    .filter((path) => languageOfPath(path) === undefined)
    .forEach((path) => unchecked.set(path, "there is no engine and no grammar for it"));
  return { found, unchecked };
}
