import type { Engines } from "../engines/engines.ts";
import { ToolError } from "../errors.ts";
import type { Git } from "../git/open-git.ts";
import { holdsTests } from "../overview/find-tests.ts";
import { notFound } from "../repository/path-scope.ts";
import type { Current, Repository } from "../repository/repository.ts";
import { resolveSymbol } from "../symbols/resolve-symbol.ts";
import type { Task } from "../task.ts";
import type { Unavailable } from "../workspace/listing.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { comparePaths } from "../workspace/sort-paths.ts";
import { findChangedFiles } from "./changed-files.ts";
import { type ChangedPart, type ChangedParts, findChangedParts } from "./changed-parts.ts";
import type {
  Caller,
  ChangedSymbol,
  ImpactEntry,
  ImpactRequest,
  ImpactResult,
  ReachedTest,
} from "./impact.ts";
import { Importers } from "./importers.ts";
import { findPublicNames } from "./public-names.ts";
import { kindOf, labelOf, nameOf, type Reached, weakest } from "./reached.ts";
import { findImportingTests, findReachedTests } from "./reached-tests.ts";
import { searchCallers, usualLimits } from "./search-callers.ts";
import type { Tracing } from "./tracing.ts";

/** What tracing reads. */
export interface ImpactSources {
  readonly repository: Repository;
  readonly engines: Engines;
  openGit(signal: AbortSignal): Promise<Git | Unavailable>;
}

/**
 * What a change reaches: who names it, who names those, what users of the repository see of it, and its tests.
 * @throws ToolError what `resolveSymbol` and `resolveCommit` throw, GIT_UNAVAILABLE, PATH_NOT_FOUND
 */
export async function traceImpact(
  sources: ImpactSources,
  request: ImpactRequest,
  task: Task,
): Promise<ImpactResult> {
  const { repository, engines } = sources;
  const { symbols = [], since = symbols.length === 0 ? "HEAD" : undefined } = request;
  const quiet: Task = { signal: task.signal, progress: () => undefined };
  const given = await givenParts(repository, symbols, quiet);
  const current = await repository.current(task);
  const changed = await changedParts(sources, since, request.path, current, quiet);
  const roots = onePerPart([...changed.parts, ...given.parts]);
  const parts = roots.map(({ part }) => part);
  const gone = parts.flatMap((part) => part.formerPath ?? (part.gone === true ? part.path : []));
  const tracing: Tracing = {
    repository,
    engines,
    importers: new Importers(repository, current, gone, quiet),
    limits: request.limits ?? usualLimits,
    task: quiet,
  };
  const search = await searchCallers(parts, request.maxDistance, tracing, task);
  const all = [...parts, ...search.reached];
  const [publicNames, importing] = await Promise.all([
    findPublicNames(all, current.tree, tracing),
    findImportingTests(parts, tracing.importers),
  ]);
  const tests = nearestTests([...findReachedTests(all), ...importing]);
  const byImport = tests.some((test) => importing.includes(test));
  const precision = weakest([
    ...search.answers.flatMap((answer) => answer.precision ?? []),
    ...(byImport ? (["scoped"] as const) : []),
  ]);
  const callers = search.reached
    .filter(({ path }) => !holdsTests(path))
    .map((one) => callerOf(one, precision))
    .toSorted((a, b) => a.distance - b.distance || comparePaths(a.path, b.path) || a.line - b.line);
  const entries: ImpactEntry[] = [
    ...roots.map(changedSymbol),
    ...callers.filter(({ distance }) => distance === 1),
    ...tests,
    ...publicNames,
    ...callers.filter(({ distance }) => distance > 1),
  ];
  const unexplained = [...changed.open, ...search.open];
  return {
    entries: entries.slice(request.offset, request.offset + request.limit),
    counts: {
      changed: roots.length,
      callers: callers.length,
      public_api: publicNames.length,
      tests: tests.length,
    },
    total: entries.length,
    hubs: search.hubs,
    precision,
    complete: search.complete && given.complete && changed.open.length === 0,
    unexplained,
    notes: [
      ...(roots.length === 0 ? [`No definition differs from ${since ?? "HEAD"}.`] : []),
      ...given.notes,
      ...changed.notes,
      ...search.notes,
    ],
  };
}

interface Given {
  readonly parts: readonly ChangedPart[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

async function givenParts(
  repository: Repository,
  symbols: readonly string[],
  task: Task,
): Promise<Given> {
  const parts: ChangedPart[] = [];
  const notes: string[] = [];
  for (const symbol of symbols) {
    const { path, definition, notes: more } = await resolveSymbol(repository, symbol, task);
    const { line } = definition.range;
    parts.push({ part: { path, definition, line, distance: 0, precision: "exact" }, change: "given" });
    notes.push(...more);
  }
  return { parts, complete: notes.length === 0, notes };
}

async function changedParts(
  { repository, openGit }: ImpactSources,
  since: string | undefined,
  path: string | undefined,
  { tree }: Current,
  task: Task,
): Promise<ChangedParts & { readonly notes: readonly string[] }> {
  if (since === undefined) {
    return { parts: [], open: [], notes: [] };
  }
  const git = await openGit(task.signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "GIT_UNAVAILABLE",
      `Without git nothing tells what changed: ${git.unavailable}`,
      "Name what changed with symbols instead.",
    );
  }
  const { files, notes } = await findChangedFiles(git, since, tree, task);
  const scope = path === undefined ? "" : resolveInside(repository.root, path);
  const isInside = (one: string): boolean =>
    scope === "" || one === scope || one.startsWith(`${scope}/`);
  const inside = files.filter(
    ({ now, before }) => isInside(now?.path ?? "") || isInside(before?.path ?? ""),
  );
  if (inside.length === 0 && ![...tree.files.keys()].some(isInside)) {
    throw notFound(path ?? "", tree.files);
  }
  return { ...(await findChangedParts(inside, repository.parsing, task)), notes };
}

/** What is both named and changed is told as changed. */
function onePerPart(parts: readonly ChangedPart[]): readonly ChangedPart[] {
  const byLabel = new Map(parts.toReversed().map((one) => [labelOf(one.part), one]));
  return parts.filter((one) => byLabel.get(labelOf(one.part)) === one);
}

function nearestTests(tests: readonly ReachedTest[]): readonly ReachedTest[] {
  const byPath = new Map<string, ReachedTest>();
  for (const test of tests.toSorted((a, b) => a.distance - b.distance)) {
    byPath.set(test.path, byPath.get(test.path) ?? test);
  }
  return [...byPath.values()].toSorted(
    (a, b) => a.distance - b.distance || comparePaths(a.path, b.path),
  );
}

function changedSymbol({ part, change }: ChangedPart): ChangedSymbol {
  const { path, line, definition } = part;
  return {
    section: "changed",
    name: definition?.name ?? path.slice(path.lastIndexOf("/") + 1),
    qualifiedName: nameOf(part),
    kind: kindOf(part),
    path,
    line,
    change,
  };
}

function callerOf(reached: Reached, precision: ImpactResult["precision"]): Caller {
  const { path, line, distance, via, role = "read" } = reached;
  return {
    section: "callers",
    name: nameOf(reached),
    kind: kindOf(reached),
    path,
    line,
    distance,
    via: via === undefined ? path : labelOf(via),
    role,
    ...(reached.precision !== precision && { precision: reached.precision }),
  };
}
