import type { Definition, FileFacts } from "../parsing/facts.ts";
import { scopeOf, type PathScope } from "../repository/path-scope.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import {
  exactName,
  namesContaining,
  namesLike,
  namesWithPrefix,
  type NameMatcher,
} from "../words/match-names.ts";
import { filesWithPart, findNames, type NameCandidate } from "../words/search-words.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { addSource } from "./add-source.ts";
import { outline } from "./outline.ts";
import { parseQuery, type SymbolQuery } from "./parse-query.ts";
import { compareRanked, type Ranked } from "./rank.ts";
import { symbolEntry } from "./symbol-entry.ts";
import type { FindSymbolsRequest, FindSymbolsResult, MatchMode } from "./symbol-query.ts";

/**
 * Finds definitions by name, or lists those of a file or folder when there is no query. The word index tells which
 * files may hold them, the syntax trees of those files as they are now tell which do.
 * @throws ToolError for a path outside the root or one that does not exist
 */
export async function findSymbols(
  repository: Repository,
  request: FindSymbolsRequest,
  task: Task,
): Promise<FindSymbolsResult> {
  if (request.query === undefined) {
    return await outline(repository, request, task);
  }
  const query = parseQuery(request.query);
  const current = await repository.current(task);
  const scope = scopeOf(repository.root, current.tree.files, query.path ?? request.path);
  const search: Search = { repository, current, scope, query, request, task };
  for (const mode of stepsOf(request.match)) {
    const found = await searchMode(search, mode);
    if (found.ranked.length > 0 || !found.complete || mode === stepsOf(request.match).at(-1)) {
      return await answer(search, mode, found);
    }
  }
  throw new Error("A match mode has at least one step.");
}

interface Search {
  readonly repository: Repository;
  readonly current: Current;
  readonly scope: PathScope;
  readonly query: SymbolQuery;
  readonly request: FindSymbolsRequest;
  readonly task: Task;
}

interface Found {
  readonly ranked: readonly Ranked[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** `smart` looks for the name as it is written, then for names that hold it, then for what may be a slip. */
function stepsOf(match: MatchMode): readonly Exclude<MatchMode, "smart">[] {
  return match === "smart" ? ["exact", "substring", "fuzzy"] : [match];
}

const matchers: Readonly<Record<Exclude<MatchMode, "smart">, (name: string) => NameMatcher>> = {
  exact: exactName,
  prefix: namesWithPrefix,
  substring: namesContaining,
  fuzzy: namesLike,
};

/** How long a search parses before it answers with what it has. */
const searchLimitMs = 4000;
/** Files parsed between two looks at the clock. */
const filesAtOnce = 64;

async function searchMode(search: Search, mode: Exclude<MatchMode, "smart">): Promise<Found> {
  const { repository, current, scope, query, task } = search;
  const candidates = candidatesOf(current, mode, query.name).filter((one) => hasFileIn(one, scope));
  const costs = new Map(candidates.map((candidate) => [candidate.name, candidate.cost]));
  const files = filesOf(candidates, scope);
  const ranked: Ranked[] = [];
  const failures = new Map<RepoPath, string>();
  const until = performance.now() + searchLimitMs;
  let done = 0;
  while (done < files.length && performance.now() < until) {
    const batch = files.slice(done, done + filesAtOnce);
    for (const [path, facts] of await repository.facts(batch, task)) {
      if ("unparsed" in facts) {
        failures.set(path, facts.unparsed);
      } else {
        ranked.push(...matching(facts, path, costs, search));
      }
    }
    done += batch.length;
    task.progress(done, files.length, `parsing files that may define ${query.name}`);
  }
  const complete = done === files.length;
  return {
    ranked: ranked.toSorted(compareRanked),
    complete,
    notes: notesOf(search, files.length - done, failures),
  };
}

function candidatesOf(
  current: Current,
  mode: Exclude<MatchMode, "smart">,
  name: string,
): NameCandidate[] {
  return isWord.test(name)
    ? findNames(current.words, matchers[mode](name))
    : oddName(current, name);
}

const isWord = /^[\w$\u0080-\uffff]+( [\w$\u0080-\uffff]+)*$/u;

/** Names that are no single word (`[Symbol.iterator]`, `"a-b"`) are in the files that hold all of their words. */
function oddName(current: Current, name: string): NameCandidate[] {
  const sets = name
    .split(/[^\w\u0080-\uffff]+/u)
    .flatMap((word) => (word === "" ? [] : [filesWithPart(current.words, word, false)]));
  const [first, ...rest] = sets;
  const files = [...(first ?? [])].filter((path) => rest.every((set) => set.has(path)));
  return files.length === 0 ? [] : [{ name, cost: 0, files: new Set(files) }];
}

function hasFileIn(candidate: NameCandidate, scope: PathScope): boolean {
  return scope.path === "" || [...candidate.files].some((path) => scope.includes(path));
}

/** The candidates' files, those of the best names first. */
function filesOf(candidates: readonly NameCandidate[], scope: PathScope): RepoPath[] {
  const files = new Set<RepoPath>();
  for (const candidate of candidates) {
    for (const path of candidate.files) {
      if (scope.includes(path)) {
        files.add(path);
      }
    }
  }
  return [...files];
}

function matching(
  facts: FileFacts,
  path: RepoPath,
  costs: ReadonlyMap<string, number>,
  { query, request }: Search,
): Ranked[] {
  return facts.definitions.flatMap((definition) => {
    // A private member `#count` is found as `count`.
    const cost = costs.get(definition.name.replace(/^#/, ""));
    const wanted =
      cost !== undefined &&
      (request.kinds.length === 0 || request.kinds.includes(definition.kind)) &&
      isInside(definition, query.containers);
    return wanted ? [{ definition, path, cost }] : [];
  });
}

function isInside(definition: Definition, containers: readonly string[]): boolean {
  const own = definition.container.slice(definition.container.length - containers.length);
  return (
    own.length === containers.length &&
    own.every((name, index) => name.toLowerCase() === containers[index]?.toLowerCase())
  );
}

function notesOf(
  { current, scope }: Search,
  left: number,
  failures: ReadonlyMap<RepoPath, string>,
): string[] {
  const unread = [...current.unindexed].filter(
    ([path, reason]) => reason !== "binary" && scope.includes(path),
  );
  return [
    ...(left > 0
      ? [
          `The time limit ended the search with ${left} files left; narrow it with path, kinds or a longer query.`,
        ]
      : []),
    ...[...failures].slice(0, 3).map(([path, reason]) => `${path} was not searched: ${reason}.`),
    ...(failures.size > 3 ? [`${failures.size - 3} more files were not searched.`] : []),
    ...(unread.length > 0
      ? [
          `${unread.length} files are not searched, for example ${unread[0]?.[0]}: ${unread[0]?.[1]}.`,
        ]
      : []),
    ...current.tree.notes,
  ];
}

async function answer(search: Search, mode: MatchMode, found: Found): Promise<FindSymbolsResult> {
  const { repository, request } = search;
  const page = found.ranked.slice(request.offset, request.offset + request.limit);
  const entries = page.map(({ path, definition }) => symbolEntry(path, definition));
  return {
    symbols: request.includeSource ? addSource(repository.root, entries) : entries,
    total: found.ranked.length,
    complete: found.complete,
    precision: "syntax",
    matched: mode,
    notes: found.notes,
  };
}
