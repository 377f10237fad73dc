import { ToolError } from "../errors.ts";
import { languageOfId, languageOfPath, languages } from "../languages/index.ts";
import type { Task } from "../task.ts";
import type { Pool } from "../threads/pool.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { askChunk } from "./ask-chunk.ts";
import type { SyntaxMatch } from "./match-tree.ts";
import type { MatchOutcome, ParseAnswer, ParseJob } from "./parse-job.ts";
import { runChunks } from "./run-chunks.ts";
import { parserFailed } from "./why-unparsed.ts";

export interface MatchRequest {
  /** Code with `$NAME` or `$_` for one node, `$$$NAME` or `$$$` for any number of them. */
  readonly pattern: string;
  /** A language id; without it, every language in which the pattern can be read is searched. */
  readonly language?: string | undefined;
  /** The most matches to find in all. */
  readonly limit: number;
}

export interface MatchAnswer {
  /** Files with matches, in the order they were asked for. */
  readonly files: ReadonlyMap<RepoPath, readonly SyntaxMatch[]>;
  /** Ids of the languages searched. */
  readonly languages: readonly string[];
  /** Ids of languages some of the files are in, in which the pattern cannot be read. */
  readonly unreadIn: readonly string[];
  /** Files that could not be searched, with the reason. */
  readonly unparsed: ReadonlyMap<RepoPath, string>;
  /** False when the limit ended the search, or one place took too many comparisons. */
  readonly complete: boolean;
}

export interface MatchThreads {
  readonly pool: Pool<ParseJob, ParseAnswer>;
  readonly lanes: number;
}

const chunkFiles = 8;

/** Searches files for a syntax pattern. */
export async function matchInThreads(
  request: MatchRequest,
  paths: readonly RepoPath[],
  task: Task,
  { pool, lanes }: MatchThreads,
): Promise<MatchAnswer> {
  const asked = languagesAsked(request, paths);
  const readable = await readableIn(request.pattern, asked, task, pool);
  const items = paths.filter((path) => readable.includes(languageOfPath(path)?.id ?? ""));
  const outcomes: MatchOutcome[] = [];
  const limits = { pattern: request.pattern, limit: request.limit };
  let found = 0;
  await runChunks({ items, size: chunkFiles, lanes, task }, async (chunk, signal) => {
    const outcomesOfChunk = await askChunk(
      chunk,
      async (some) => (await pool.run({ kind: "match", ...limits, paths: some }, signal)).matches,
      (path) => ({ path, result: parserFailed }),
    );
    for (const outcome of outcomesOfChunk) {
      outcomes.push(outcome);
      found += "matches" in outcome.result ? outcome.result.matches.length : 0;
    }
    return found > request.limit ? "enough" : "more";
  });
  const unreadIn = asked.filter((id) => !readable.includes(id));
  return { ...collect(items, outcomes, request.limit), languages: readable, unreadIn };
}

function languagesAsked({ language }: MatchRequest, paths: readonly RepoPath[]): readonly string[] {
  if (language === undefined) {
    return [...new Set(paths.flatMap((path) => languageOfPath(path)?.id ?? []))];
  }
  if (languageOfId(language) === undefined) {
    throw new ToolError(
      "UNKNOWN_LANGUAGE",
      `No grammar reads ${language}.`,
      `Use one of ${languages.map(({ id }) => id).join(", ")}.`,
    );
  }
  return [language];
}

async function readableIn(
  pattern: string,
  asked: readonly string[],
  task: Task,
  pool: MatchThreads["pool"],
): Promise<readonly string[]> {
  if (asked.length === 0) {
    return [];
  }
  const { languages: readable } = await pool.run(
    { kind: "read-pattern", pattern, languages: asked },
    task.signal,
  );
  if (readable.length === 0) {
    const titles = asked.map((id) => languageOfId(id)?.title ?? id).join(", ");
    throw new ToolError(
      "PATTERN_NOT_PARSED",
      `The pattern cannot be read as code of ${titles}.`,
      "Write a whole expression, statement or member, like `foo($A, $$$)`: $NAME stands for one node, $$$ for any " +
        "number. A pattern that is only $NAME would match everything. To search text, use mode literal or regex.",
    );
  }
  return readable;
}

/** Puts the outcomes in the order of the files and cuts them at the limit. */
function collect(
  items: readonly RepoPath[],
  outcomes: readonly MatchOutcome[],
  limit: number,
): Pick<MatchAnswer, "files" | "unparsed" | "complete"> {
  const results = new Map(outcomes.map(({ path, result }) => [path, result]));
  const files = new Map<RepoPath, readonly SyntaxMatch[]>();
  const unparsed = new Map<RepoPath, string>();
  let left = limit;
  let complete = true;
  for (const path of items) {
    const result = results.get(path);
    if (result === undefined) {
      complete = false;
    } else if ("unparsed" in result) {
      unparsed.set(path, result.unparsed);
    } else if (result.matches.length > 0) {
      complete &&= result.complete && result.matches.length <= left;
      files.set(path, result.matches.slice(0, left));
      left = Math.max(0, left - result.matches.length);
    }
  }
  return {
    files: new Map([...files].filter(([, matches]) => matches.length > 0)),
    unparsed,
    complete,
  };
}
