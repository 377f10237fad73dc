import type { EngineDiagnostic } from "../engines/code-engine.ts";
import type { Question } from "../references/ask-engine.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EditedFile } from "./text-edits.ts";

/**
 * The first error that some files would have after a rename and do not have now.
 * @param edited the files as they would be
 */
export async function findNewError(
  { engine, current: { tree } }: Question,
  edited: readonly EditedFile[],
  paths: readonly RepoPath[],
  task: Task,
): Promise<EngineDiagnostic | undefined> {
  const texts = new Map(edited.map(({ path, text }) => [path, text]));
  const after = await engine.pretend(
    texts,
    tree,
    task,
    async (inner) => await inner.diagnostics(paths, tree, task),
  );
  // Where there would be none, there is nothing to compare.
  const suspects = paths.filter((path) => after.get(path)?.some(isError));
  const before = suspects.length === 0 ? after : await engine.diagnostics(suspects, tree, task);
  return suspects
    .map((path) => firstNew(before.get(path) ?? [], after.get(path) ?? []))
    .find((first) => first !== undefined);
}

function firstNew(
  before: readonly EngineDiagnostic[],
  after: readonly EngineDiagnostic[],
): EngineDiagnostic | undefined {
  const fresh = after.filter(
    (one) => isError(one) && countErrors(after, one.code) > countErrors(before, one.code),
  );
  const known = new Set(before.map(({ line, code }) => `${line} ${code}`));
  return fresh.find(({ line, code }) => !known.has(`${line} ${code}`)) ?? fresh[0];
}

function countErrors(all: readonly EngineDiagnostic[], code: string): number {
  return all.filter((one) => isError(one) && one.code === code).length;
}

function isError({ severity }: EngineDiagnostic): boolean {
  return severity === "error";
}
