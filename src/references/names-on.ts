import { languageOfPath } from "../languages/index.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** A name on a line. Columns are 1-based and in UTF-16 units. */
export interface NameOn {
  readonly name: string;
  readonly column: number;
  /** The column after the name. */
  readonly endColumn: number;
}

export interface SourceLine {
  readonly path: RepoPath;
  readonly line: number;
  readonly text: string;
}

/** The names on a line in its order: in code by the syntax tree, without keywords; every word where no grammar reads the file. */
export async function namesOn(
  repository: Repository,
  { path, line, text }: SourceLine,
  task: Task,
): Promise<readonly NameOn[]> {
  const language = languageOfPath(path);
  if (language === undefined) {
    return wordsOn(text);
  }
  const within = [{ line, column: 1, endLine: line, endColumn: text.length + 1 }];
  const found = (await repository.parsing.places([{ path, wanted: { within } }], task)).get(path);
  if (found === undefined || "unparsed" in found || !found.complete) {
    return wordsOn(text);
  }
  const keywords = new Set(language.lexicon.keywords);
  // Where a keyword may be the name of a member, something in the file says what it means.
  const inCode = found.places.filter(
    ({ name, means }) => !keywords.has(name) || means.kind !== "free",
  );
  return inCode.length > 0 ? inCode : inDocumentation(text);
}

/** A tag of a documentation comment may declare a type or name a symbol: `@typedef {object} Cart`, `{@link Cart}`. */
function inDocumentation(text: string): NameOn[] {
  const tag = /^\s*(?:\/\*)?\*.*?@\w+/u.exec(text)?.[0];
  return tag === undefined ? [] : wordsOn(text).filter(({ column }) => column > tag.length);
}

function wordsOn(text: string): NameOn[] {
  return [...text.matchAll(/[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/gu)].map(
    ({ 0: name, index }) => ({ name, column: index + 1, endColumn: index + name.length + 1 }),
  );
}
