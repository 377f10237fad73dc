import type { Definition, FileOutline } from "../parsing/facts.ts";
import { languageOfPath } from "../languages/index.ts";
import { scopeOf, type PathScope } from "../repository/path-scope.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { addSource } from "./add-source.ts";
import { briefDocs } from "./brief-docs.ts";
import { insideOf } from "./inside-of.ts";
import { mergeDeclarations } from "./merge-declarations.ts";
import { nameParts } from "./name-parts.ts";
import { outline } from "./outline.ts";
import { parseQuery, type SymbolQuery } from "./parse-query.ts";
import { compareRanked, type Ranked } from "./rank.ts";
import { stepsOf, type SearchStep } from "./search-step.ts";
import { symbolEntry } from "./symbol-entry.ts";
import type { FindSymbolsRequest, FindSymbolsResult } from "./symbol-query.ts";
import { wordsOfScope } from "./words-of-scope.ts";

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
  const steps = stepsOf(request.match, query);
  const named =
    (request.match === "exact" || request.match === "smart") && isWord.test(request.query);
  const current = named
    ? await repository.currentFor(query.name, task)
    : await repository.current(task);
  if (!current.partial) {
    return await takeSteps({ repository, request, task }, query, current, steps);
  }
  const first = await takeSteps({ repository, request, task }, query, current, steps.slice(0, 1));
  return first.total > 0
    ? first
    : await takeSteps({ repository, request, task }, query, await repository.current(task), steps);
}

/** A name alone: the first step looks for it as it stands. */
const isWord = /^[\w$]+$/;

async function takeSteps(
  asked: Pick<Search, "repository" | "request" | "task">,
  query: SymbolQuery,
  current: Current,
  steps: ReturnType<typeof stepsOf>,
): Promise<FindSymbolsResult> {
  const { repository, request } = asked;
  const scope = scopeOf(repository.root, current.tree.files, query.path ?? request.path);
  const search: Search = { ...asked, current, scope };
  const words = wordsOfScope(repository.root, current, scope);
  const taken: Answered[] = [];
  for (const make of steps) {
    const step = make(query, words);
    const found = await takeStep(search, step);
    taken.push({ step, found });
    if (found.ranked.length > 0) {
      break;
    }
  }
  return answer(search, taken);
}

interface Search {
  readonly repository: Repository;
  readonly current: Current;
  readonly scope: PathScope;
  readonly request: FindSymbolsRequest;
  readonly task: Task;
}

interface Answered {
  readonly step: SearchStep;
  readonly found: Found;
}

interface Found {
  readonly ranked: readonly Ranked[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** How long a search parses before it answers with what it has. */
const searchLimitMs = 4000;
/** Files parsed between two looks at the clock. */
const filesAtOnce = 64;

async function takeStep(search: Search, step: SearchStep): Promise<Found> {
  const { repository, scope, request, task } = search;
  const files = filesOf(step, scope);
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
        ranked.push(...matching(facts, path, step, request));
      }
    }
    done += batch.length;
    task.progress(done, files.length, "parsing files that may define it");
  }
  const unread = unreadFiles(search);
  return {
    ranked: withoutWeaker(ranked).toSorted(compareRanked),
    complete: done === files.length && failures.size === 0 && unread.length === 0,
    notes: notesOf(files.length - done, failures, unread),
  };
}

function filesOf({ files }: SearchStep, scope: PathScope): readonly RepoPath[] {
  return files === undefined
    ? scope.files.filter((path) => languageOfPath(path) !== undefined)
    : files.filter((path) => scope.includes(path));
}

function matching(
  { definitions }: FileOutline,
  path: RepoPath,
  step: SearchStep,
  { kinds }: FindSymbolsRequest,
): Ranked[] {
  const found: Ranked[] = [];
  for (const merged of mergeDeclarations(definitions)) {
    const { definition } = merged;
    const parts = nameParts(definition.name);
    const cost = costOf(parts, step);
    if (
      cost !== undefined &&
      (kinds.length === 0 || kinds.includes(definition.kind)) &&
      isAmong(definition, step.around)
    ) {
      const own = [...definition.container.flatMap(nameParts), ...parts.slice(0, -1)];
      const inside = insideOf(own, path, step);
      found.push(...(inside === undefined ? [] : [{ ...merged, path, cost, inside }]));
    }
  }
  return found;
}

/** `Cart.total` means the member of a class first; only where there is none the function of a module of that name. */
function withoutWeaker(ranked: readonly Ranked[]): readonly Ranked[] {
  const strong = ranked.filter(({ inside }) => inside === "definition");
  return strong.length === 0 ? ranked : strong;
}

/** The name is its last part; `Lantern` is a part of `Lantern.Warehouse`, too, but what is called so comes first. */
function costOf(parts: readonly string[], step: SearchStep): number | undefined {
  const [last, ...before] = parts.toReversed().map((part) => step.costOf(part));
  const costs = before.filter((cost) => cost !== undefined);
  return last ?? (costs.length === 0 ? undefined : Math.min(...costs) + behindLastPart);
}

/** A name of that many more letters comes before. */
const behindLastPart = 50;

function isAmong({ container, kind, signature }: Definition, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = [...container, kind, signature].join(" ").toLowerCase();
  const known = new Set(text.split(/[^\w$\u0080-\uffff]+/u));
  return words.every((word) => known.has(word));
}

/** Source files of the scope that the index could not read; binary ones are no source. */
function unreadFiles({ current, scope }: Search): (readonly [RepoPath, string])[] {
  return [...current.unindexed].filter(
    ([path, reason]) => reason !== "binary" && scope.includes(path),
  );
}

function notesOf(
  left: number,
  failures: ReadonlyMap<RepoPath, string>,
  unread: readonly (readonly [RepoPath, string])[],
): string[] {
  return [
    ...(left > 0
      ? [
          `The time limit ended the search with ${left} files left. The same call again goes on from there; path or a longer query make it shorter.`,
        ]
      : []),
    ...[...failures].slice(0, 3).map(([path, reason]) => `${path} was not searched: ${reason}.`),
    ...(failures.size > 3 ? [`${failures.size - 3} more files were not searched.`] : []),
    ...(unread.length > 0
      ? [
          `${unread.length} files are not searched, for example ${unread[0]?.[0]}: ${unread[0]?.[1]}.`,
        ]
      : []),
  ];
}

function answer(
  { repository, current, request }: Search,
  taken: readonly Answered[],
): FindSymbolsResult {
  const last = taken.at(-1);
  if (last === undefined) {
    throw new Error("A match mode has at least one step.");
  }
  const { step, found } = last;
  const page = found.ranked.slice(request.offset, request.offset + request.limit);
  const entries = briefDocs(page.map(symbolEntry));
  const why = step.note !== undefined && found.ranked.length > 0 ? [step.note] : [];
  return {
    symbols: request.includeSource ? addSource(repository.root, entries) : entries,
    total: found.ranked.length,
    // What an earlier step could not look at may hold a better match.
    complete: taken.every((one) => one.found.complete),
    precision: "syntax",
    matched: step.matched,
    notes: [
      ...new Set([...why, ...taken.flatMap((one) => one.found.notes), ...current.tree.notes]),
    ],
  };
}
