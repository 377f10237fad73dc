import { scopeOf } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { literalPattern, regexPattern, type TextPattern } from "./compile-pattern.ts";
import { filesToSearch } from "./files-to-search.ts";
import { hitsOf, type FileMatches } from "./hits-of.ts";
import { languageFilter } from "./language-filter.ts";
import { wordsInAnyCase, wordsOfLiteral, wordsOfRegex } from "./required-words.ts";
import type { SearchCodeRequest, SearchCodeResult } from "./search.ts";
import { searchSyntax } from "./search-syntax.ts";
import type { TextSearch } from "./text-search.ts";

/**
 * Searches the text of the listed files, or their syntax. The word index rules out files that cannot match; the others
 * are read as they are now. Totals are exact unless `complete` is false.
 * @throws ToolError for an unusable pattern, an unknown language, a path that does not exist
 */
export async function searchCode(
  repository: Repository,
  text: TextSearch,
  request: SearchCodeRequest,
  task: Task,
): Promise<SearchCodeResult> {
  const search = request.mode === "syntax" ? undefined : textSearchOf(request);
  const isAsked = languageFilter(request.language);
  const current = await repository.current(task);
  const scope = scopeOf(repository.root, current.tree.files, request.path);
  if (search === undefined) {
    return await searchSyntax(
      repository,
      current,
      { ...scope, files: scope.files.filter(isAsked) },
      request,
      task,
    );
  }
  const paths = filesToSearch(current, scope, search.words, search.ignoreCase).filter(isAsked);
  const scanned = await text.scan(
    paths,
    current.tree.files,
    search.pattern,
    request.offset + request.limit,
    task,
  );
  const found: FileMatches[] = scanned.filter((file) => file.total > 0);
  const problems = scanned.filter((file) => file.problem !== undefined);
  return {
    hits: await hitsOf(repository, found, request, task),
    total: found.reduce((sum, file) => sum + file.total, 0),
    files: found.length,
    complete: problems.length === 0,
    notes: [
      ...problems.slice(0, 3).map((file) => `${file.path}: ${file.problem}.`),
      ...(problems.length > 3
        ? [`${problems.length - 3} more files were not searched to their end.`]
        : []),
      ...current.tree.notes,
    ],
  };
}

interface PreparedSearch {
  readonly pattern: TextPattern;
  /** What every file with a hit must hold. */
  readonly words: readonly string[];
  readonly ignoreCase: boolean;
}

function textSearchOf({ pattern, mode, ignoreCase: asked }: SearchCodeRequest): PreparedSearch {
  const compiled =
    mode === "literal" ? literalPattern(pattern, asked) : regexPattern(pattern, asked);
  const words = mode === "literal" ? wordsOfLiteral(pattern) : wordsOfRegex(compiled.source);
  const ignoreCase = compiled.flags.includes("i");
  return { pattern: compiled, words: ignoreCase ? wordsInAnyCase(words) : words, ignoreCase };
}
