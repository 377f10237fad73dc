import { ToolError } from "../errors.ts";
import type { EngineAnswer, Question } from "../references/ask-engine.ts";
import { wordFiles } from "../references/word-files.ts";
import type { Task } from "../task.ts";
import { findNewError } from "./find-new-error.ts";
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
  const error = await findNewError(question, files, all.slice(0, mostFiles), task);
  if (error !== undefined) {
    const { path, line, column, code, message } = error;
    throw new ToolError(
      "RENAME_BREAKS",
      `${path}:${line}:${column} would have a new error, ${code}: ${message.slice(0, 300)} Nothing was changed.`,
      'Something there fits by the old name alone, as T["name"] or another type\'s member does: rename both by hand and check with check_code.',
    );
  }
  return all.length > mostFiles
    ? [`Only ${mostFiles} of ${all.length} files that hold the name were checked for new errors.`]
    : [];
}
