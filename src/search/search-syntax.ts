import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import type { MatchAnswer, MatchRequest } from "../parsing/match-in-threads.ts";
import type { SyntaxMatch } from "../parsing/match-tree.ts";
import type { PathScope } from "../repository/path-scope.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { filesToSearch } from "./files-to-search.ts";
import { hitsOf, type FileMatches } from "./hits-of.ts";
import { wordsOfSyntax } from "./required-words.ts";
import type { SearchCodeRequest, SearchCodeResult } from "./search.ts";

/**
 * Searches source files for a pattern of code. The word index rules out files that lack one of its words; the others
 * are parsed as they are now. As in a text search, matches that begin on one line count once.
 * @throws ToolError for a pattern that is no code of any language in the scope, or together with `ignoreCase`
 */
export async function searchSyntax(
  repository: Repository,
  current: Current,
  scope: PathScope,
  request: SearchCodeRequest,
  task: Task,
): Promise<SearchCodeResult> {
  if (request.ignoreCase) {
    throw new ToolError(
      "ARGUMENTS_CONFLICT",
      "Mode syntax compares names as they are written, so ignore_case has no meaning there.",
      "Leave ignore_case out and write $NAME where a name may differ, or use mode regex.",
    );
  }
  const pattern = { pattern: request.pattern, limit: mostMatches };
  const sources = scope.files.filter((path) => languageOfPath(path) !== undefined);
  const readable = await languagesReading(repository, pattern, sources, task);
  const files = filesToSearch(current, scope, wordsOfSyntax(request.pattern), false).filter(
    (path) => readable.languages.includes(languageOfPath(path)?.id ?? ""),
  );
  const search = await searchInTime(repository, pattern, files, task);
  return {
    hits: await hitsOf(repository, search.found, request, task),
    total: search.found.reduce((sum, file) => sum + file.total, 0),
    files: search.found.length,
    complete: search.complete,
    notes: [...search.notes, ...languageNotes(sources, readable), ...current.tree.notes],
  };
}

/** A pattern with more matches is too general to be read to its end. */
const mostMatches = 20_000;
/** How long a search parses before it answers with what it has. */
const searchLimitMs = 15_000;
/** Files searched between two looks at the clock. */
const filesAtOnce = 128;

/** The languages of the scope that can read the pattern, learnt from one file of each. */
async function languagesReading(
  repository: Repository,
  pattern: MatchRequest,
  sources: readonly RepoPath[],
  task: Task,
): Promise<Pick<MatchAnswer, "languages" | "unreadIn">> {
  const examples = new Map(sources.map((path) => [languageOfPath(path)?.id, path]));
  return await repository.parsing.match({ ...pattern, limit: 1 }, [...examples.values()], task);
}

interface Searched {
  readonly found: readonly FileMatches[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

async function searchInTime(
  repository: Repository,
  pattern: MatchRequest,
  files: readonly RepoPath[],
  task: Task,
): Promise<Searched> {
  const found: FileMatches[] = [];
  const unparsed: string[] = [];
  const until = performance.now() + searchLimitMs;
  let left = pattern.limit;
  let complete = true;
  let done = 0;
  while (done < files.length && left > 0 && performance.now() < until) {
    const batch = files.slice(done, done + filesAtOnce);
    const quiet = { signal: task.signal, progress: () => undefined };
    const answer = await repository.parsing.match({ ...pattern, limit: left }, batch, quiet);
    for (const [path, matches] of answer.files) {
      left -= matches.length;
      found.push(byLine(path, matches));
    }
    unparsed.push(...[...answer.unparsed].map(([path, reason]) => `${path}: ${reason}.`));
    complete &&= answer.complete;
    done += batch.length;
    task.progress(done, files.length, "searching the syntax");
  }
  const missed = files.length - done;
  return {
    found,
    complete: complete && missed === 0 && unparsed.length === 0,
    notes: [
      ...limitNotes(missed, left > 0, complete),
      ...unparsed.slice(0, 3),
      ...(unparsed.length > 3 ? [`${unparsed.length - 3} more files were not searched.`] : []),
    ],
  };
}

function byLine(path: RepoPath, matches: readonly SyntaxMatch[]): FileMatches {
  const lines = new Map<number, FileMatches["matches"][number]>();
  for (const { range } of matches) {
    const { line, column, endLine } = range;
    if (!lines.has(line)) {
      lines.set(line, { line, column, endLine });
    }
  }
  return { path, total: lines.size, matches: [...lines.values()] };
}

function limitNotes(missed: number, hasTime: boolean, complete: boolean): string[] {
  if (missed > 0) {
    const why = hasTime ? "The time limit" : `The limit of ${mostMatches} matches`;
    return [`${why} ended the search with ${missed} files left; narrow it with path or language.`];
  }
  return complete
    ? []
    : [
        "A list was too long to try every way to fill the holes, or there are too many matches: some may be missing.",
      ];
}

function languageNotes(
  sources: readonly RepoPath[],
  { unreadIn }: Pick<MatchAnswer, "unreadIn">,
): string[] {
  if (sources.length === 0) {
    return ["No file there is in a language whose syntax is known; use mode literal or regex."];
  }
  return unreadIn.length === 0
    ? []
    : [`The pattern is no code of ${unreadIn.join(", ")}, so files in it were not searched.`];
}
