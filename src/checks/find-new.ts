import type { RepoPath } from "../workspace/repo-path.ts";
import type { Diagnostic } from "./checks.ts";
import type { LineTexts } from "./line-texts.ts";

export interface DiagnosticsOf {
  readonly diagnostics: readonly Diagnostic[];
  /** The files as they were when they were checked. */
  readonly texts: LineTexts;
}

/**
 * What is said now and was not said then, and how much is no longer said. Two are the same by file, code, message and the
 * text of the line, counted, so that lines that moved are nothing new.
 * @param moves from where files are now to where they were
 */
export function findNew(
  now: DiagnosticsOf,
  then: DiagnosticsOf,
  moves: ReadonlyMap<RepoPath, RepoPath>,
): { readonly fresh: readonly Diagnostic[]; readonly fixed: number } {
  const left = new Map<string, number>();
  for (const one of then.diagnostics) {
    const key = keyOf(one, one.path, then.texts);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const fresh = now.diagnostics.filter((one) => {
    const key = keyOf(one, moves.get(one.path) ?? one.path, now.texts);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
  const known = now.diagnostics.length - fresh.length;
  return { fresh, fixed: then.diagnostics.length - known };
}

function keyOf(
  { path, line, code, message }: Diagnostic,
  then: RepoPath,
  texts: LineTexts,
): string {
  return JSON.stringify([then, code, message, texts.get(path, line)]);
}
