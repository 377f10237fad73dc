import { holdsTests } from "../overview/find-tests.ts";
import type { Task } from "../task.ts";
import { comparePaths } from "../workspace/sort-paths.ts";
import { findAskedChanges, type ImpactSources } from "./asked-changes.ts";
import type { ChangedPart } from "./changed-parts.ts";
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
import { quietly, searchCallers, usualLimits } from "./search-callers.ts";
import type { Tracing } from "./tracing.ts";

/**
 * What a change reaches: who names it, who names those, what users of the repository see of it, and its tests.
 * @throws ToolError what `resolveSymbol` and `resolveCommit` throw, GIT_UNAVAILABLE, NOT_FOUND
 */
export async function traceImpact(
  sources: ImpactSources,
  request: ImpactRequest,
  task: Task,
): Promise<ImpactResult> {
  const { repository, engines } = sources;
  const quiet = quietly(task);
  const current = await repository.current(task);
  const changes = await findAskedChanges(sources, request, current.tree, quiet);
  const parts = changes.parts.map(({ part }) => part);
  const gone = parts.flatMap((part) => part.formerPath ?? (part.gone === true ? part.path : []));
  const tracing: Tracing = {
    repository,
    engines,
    importers: new Importers(repository, current, gone, quietly(task)),
    limits: request.limits ?? usualLimits,
    task: quiet,
  };
  const search = await searchCallers(parts, request.maxDistance, tracing, task);
  const all = [...parts, ...search.reached];
  const [publicNames, importing] = await Promise.all([
    findPublicNames(all, current.tree, tracing),
    findImportingTests(parts, tracing),
  ]);
  const tests = nearestTests([...findReachedTests(all), ...importing.tests]);
  const byImport = tests.some((test) => importing.tests.includes(test));
  const precision = weakest([
    ...search.answers.flatMap((answer) => answer.precision ?? []),
    ...(byImport ? (["scoped"] as const) : []),
  ]);
  const callers = search.reached
    .filter(({ path }) => !holdsTests(path))
    .map((one) => callerOf(one, precision))
    .toSorted((a, b) => a.distance - b.distance || comparePaths(a.path, b.path) || a.line - b.line);
  const entries: ImpactEntry[] = [
    ...changes.parts.map(changedSymbol),
    ...callers.filter(({ distance }) => distance === 1),
    ...tests,
    ...publicNames,
    ...callers.filter(({ distance }) => distance > 1),
  ];
  const unexplained = [...changes.open, ...search.open, ...importing.open];
  return {
    entries: entries.slice(request.offset, request.offset + request.limit),
    counts: {
      changed: parts.length,
      callers: callers.length,
      public_api: publicNames.length,
      tests: tests.length,
    },
    total: entries.length,
    hubs: search.hubs,
    precision,
    complete: search.complete && changes.complete && importing.open.length === 0,
    unexplained,
    notes: [...search.notes, ...changes.notes, ...search.answerNotes],
  };
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
