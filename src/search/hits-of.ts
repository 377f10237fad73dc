import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import { findEnclosing } from "../parsing/enclosing.ts";
import type { FileOutline, Unparsed } from "../parsing/facts.ts";
import { readSource, type Source } from "../repository/read-source.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Match } from "./scan-file.ts";
import type { SearchCodeRequest, SearchHit } from "./search.ts";

/** The matches of one file, of which only the first may be listed. */
export interface FileMatches {
  readonly path: RepoPath;
  readonly total: number;
  readonly matches: readonly Match[];
}

/** The hits of the requested page with their lines and enclosing symbols; only the page's files are read again. */
export async function hitsOf(
  repository: Repository,
  found: readonly FileMatches[],
  request: Pick<SearchCodeRequest, "offset" | "limit" | "context">,
  task: Task,
): Promise<SearchHit[]> {
  const page = pageOf(found, request.offset, request.limit);
  const facts = await repository.facts(
    [...page.keys()].filter((path) => languageOfPath(path) !== undefined),
    task,
  );
  return [...page].flatMap(([path, matches]) => {
    const source = sourceOf(repository.root, path);
    return source === undefined
      ? []
      : matches.map((match) => hitOf(path, match, source, facts.get(path), request.context));
  });
}

function pageOf(
  found: readonly FileMatches[],
  offset: number,
  limit: number,
): Map<RepoPath, readonly Match[]> {
  const page = new Map<RepoPath, readonly Match[]>();
  let before = 0;
  for (const { path, total, matches } of found) {
    const first = Math.max(0, offset - before);
    const last = Math.min(total, offset + limit - before);
    if (last > first) {
      page.set(path, matches.slice(first, last));
    }
    before += total;
    if (before >= offset + limit) {
      break;
    }
  }
  return page;
}

function sourceOf(root: string, path: RepoPath): Source | undefined {
  try {
    const source = readSource(root, path);
    return source.kind === "text" ? source : undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

function hitOf(
  path: RepoPath,
  match: Match,
  source: Source,
  facts: FileOutline | Unparsed | undefined,
  context: number,
): SearchHit {
  const { line, column, endLine } = match;
  const last = Math.min(endLine, line + maxLines - 1);
  const symbol =
    facts === undefined || "unparsed" in facts ? undefined : findEnclosing(facts, line, column);
  return {
    path,
    line,
    column,
    endLine,
    lines: source.lines.slice(line - 1, last).map((text, index) => {
      const shown = cut(text, index === 0 ? column : 1);
      return line + index === last && last < endLine ? `${shown} … (to line ${endLine})` : shown;
    }),
    before: source.lines
      .slice(Math.max(0, line - 1 - context), line - 1)
      .map((text) => cut(text, 1)),
    after: source.lines.slice(endLine, endLine + context).map((text) => cut(text, 1)),
    ...(symbol === undefined ? {} : { symbol }),
  };
}

/** A match of hundreds of lines shows how it begins. */
const maxLines = 10;
/** Minified sources have lines of megabytes. */
const maxLineChars = 300;

/** A long line is cut so that what matched stays in it. */
function cut(line: string, column: number): string {
  if (line.length <= maxLineChars) {
    return line;
  }
  const start = Math.max(0, Math.min(column - 1 - maxLineChars / 3, line.length - maxLineChars));
  const end = start + maxLineChars;
  return `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
}
