import type { EngineDiagnostic } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";
import type { EngineAnswer, Question } from "../references/ask-engine.ts";
import { wordFiles } from "../references/word-files.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EditedFile } from "./text-edits.ts";

/** The most files that are checked, those that change first; more take longer than an agent waits. */
const mostFiles = 300;

interface Compiled {
  readonly question: Question;
  readonly answer: EngineAnswer;
  readonly files: readonly EditedFile[];
}

/**
 * Refuses to rename a member after which the code would have new errors. Types fit each other by the names of members that
 * no reference ties together: `T["total"]` of a type parameter, two interfaces that nothing but their shape relates.
 * @returns sentences about what was not checked
 * @throws ToolError RENAME_BREAKS with the place
 */
export async function checkErrors(
  { question, answer, files }: Compiled,
  task: Task,
): Promise<readonly string[]> {
  const { engine, current, target } = question;
  if (!answer.nature.member) {
    return [];
  }
  const { inCode, inText } = wordFiles(current, target.name);
  const all = [...new Set([...files.map(({ path }) => path), ...inCode, ...inText])].filter(
    (path) => engine.handles(path),
  );
  const paths = all.slice(0, mostFiles);
  const { tree } = current;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const after = await engine.pretend(
    texts,
    tree,
    task,
    async (inner) => await inner.diagnostics(paths, tree, task),
  );
  // Where there would be none, there is nothing to compare.
  const suspects = paths.filter((path) => after.get(path)?.some(isError));
  const before = suspects.length === 0 ? after : await engine.diagnostics(suspects, tree, task);
  for (const path of suspects) {
    refuseNew(path, before.get(path) ?? [], after.get(path) ?? []);
  }
  return all.length > mostFiles
    ? [`Only ${mostFiles} of ${all.length} files that hold the name were checked for new errors.`]
    : [];
}

function refuseNew(
  path: RepoPath,
  before: readonly EngineDiagnostic[],
  after: readonly EngineDiagnostic[],
): void {
  const fresh = after.filter(
    (one) => isError(one) && countErrors(after, one.code) > countErrors(before, one.code),
  );
  const known = new Set(before.map(({ line, code }) => `${line} ${code}`));
  const first = fresh.find(({ line, code }) => !known.has(`${line} ${code}`)) ?? fresh[0];
  if (first !== undefined) {
    const { line, column, code, message } = first;
    throw new ToolError(
      "RENAME_BREAKS",
      `${path}:${line}:${column} would have a new error, ${code}: ${message.slice(0, 300)} Nothing was changed.`,
      'Something there fits by the old name alone, as T["name"] or another type\'s member does: rename both by hand and check with check_code.',
    );
  }
}

function countErrors(all: readonly EngineDiagnostic[], code: string): number {
  return all.filter((one) => isError(one) && one.code === code).length;
}

function isError({ severity }: EngineDiagnostic): boolean {
  return severity === "error";
}
