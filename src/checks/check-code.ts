import type { Engines } from "../engines/engines.ts";
import type { Reach, Severity } from "../engines/code-engine.ts";
import type { Environment } from "../git/git-environment.ts";
import { type PathScope, scopeOf } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { sameStamp } from "../workspace/stamp.ts";
import type { BaseChecks } from "./base-checks.ts";
import { baseOf } from "./base-of.ts";
import { checkFiles, type CheckedFiles } from "./check-files.ts";
import type { CheckCodeRequest, CheckCodeResult, CheckKind, Diagnostic } from "./checks.ts";
import { describeDiagnostics } from "./describe-diagnostics.ts";
import { inOrder } from "./in-order.ts";
import { type EngineOf, engineLookup, isSource } from "./is-source.ts";
import { findNewAgainst } from "./new-against.ts";

export interface CheckRoom {
  readonly repository: Repository;
  readonly engines: Engines;
  readonly bases: BaseChecks;
  readonly environment: Environment;
}

/**
 * What is wrong in files or in the whole repository, or what of it is new against an earlier state.
 * @throws ToolError what `scopeOf` and `baseOf` throw
 */
export async function checkCode(
  room: CheckRoom,
  request: CheckCodeRequest,
  task: Task,
): Promise<CheckCodeResult> {
  const { repository } = room;
  const outcome = await check(room, request, task);
  const { checked, diagnostics } = outcome;
  const groups = inOrder(diagnostics);
  const { offset, limit } = request;
  const page = groups
    .flatMap((group) => group.map((one) => ({ ...one, alike: group.length })))
    .slice(offset, offset + limit);
  const moved = !sameFiles(outcome.tree, await repository.files(task));
  return {
    diagnostics: await describeDiagnostics(repository, page, task),
    total: diagnostics.length,
    bySeverity: countSeverities(diagnostics),
    filesChecked: checked.exact.size + checked.bySyntax.size,
    precision: { exact: checked.exact.size, syntax: checked.bySyntax.size },
    engines: checked.titles,
    complete:
      outcome.complete && !moved && checked.failed.size === 0 && checked.unchecked.size === 0,
    unchecked: [...checked.unchecked].map(([path, reason]) => ({ path, reason })),
    ...(outcome.base !== undefined && { base: outcome.base, fixed: outcome.fixed }),
    notes: [
      ...(moved ? ["Files changed while they were checked: repeat the call."] : []),
      ...checked.notes,
      ...outcome.notes,
    ],
  };
}

interface Outcome {
  readonly checked: CheckedFiles;
  readonly diagnostics: readonly Diagnostic[];
  readonly complete: boolean;
  readonly base?: string;
  readonly fixed: number;
  readonly notes: readonly string[];
  /** What was checked. */
  readonly tree: TreeState;
}

async function check(
  { repository, engines, bases, environment }: CheckRoom,
  { paths, since, kinds }: CheckCodeRequest,
  task: Task,
): Promise<Outcome> {
  const tree = await repository.files(task);
  const { root, parsing } = repository;
  const scopes = (paths ?? [undefined]).map((path) => scopeOf(root, tree.files, path));
  const engineOf = engineLookup(engines);
  const reach: Reach = scopes.some(({ path }) => path === "") ? "every" : "own";
  const files = filesOf(scopes, engineOf);
  const includes = (path: RepoPath): boolean => scopes.some((scope) => scope.includes(path));
  const pick = (checked: CheckedFiles, isWanted: (path: RepoPath) => boolean): Diagnostic[] =>
    [...checked.found].flatMap(([path, some]) =>
      isWanted(path) ? some.filter((one) => kinds.includes(kindOf(one))) : [],
    );
  const now = { root, tree, engines, engineOf, parsing, reach };
  if (since === undefined) {
    const checked = await checkFiles(now, files, new Set(), task);
    const diagnostics = pick(checked, includes);
    return { checked, diagnostics, complete: true, fixed: 0, notes: [], tree };
  }
  const state = await baseOf(root, environment, since, task);
  if (state.files.size === 0) {
    const notes = [`No file differs from ${state.title}, so nothing was checked.`];
    const nothing = { checked: noFiles, diagnostics: [], complete: true, fixed: 0, tree };
    return { ...nothing, base: state.title, notes };
  }
  const found = await findNewAgainst({ now, state, paths: files, includes, pick }, bases, task);
  return { ...found, base: state.title, tree };
}

function sameFiles(before: TreeState, after: TreeState): boolean {
  return (
    before.generation === after.generation ||
    (before.files.size === after.files.size &&
      [...before.files].every(([path, { stamp }]) => {
        const now = after.files.get(path)?.stamp;
        return now !== undefined && sameStamp(now, stamp);
      }))
  );
}

/** Of a folder, what an engine or grammar reads; a file that is named is asked for, whatever it is. */
function filesOf(scopes: readonly PathScope[], engineOf: EngineOf): readonly RepoPath[] {
  return [
    ...new Set(
      scopes.flatMap(({ kind, files }) =>
        kind === "file" ? files : files.filter((path) => isSource(path, engineOf)),
      ),
    ),
  ];
}

function kindOf({ severity, source }: Diagnostic): CheckKind {
  return severity === "hint" ? "hints" : source;
}

function countSeverities(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of diagnostics) {
    counts[severity] += 1;
  }
  return counts;
}

const noFiles: CheckedFiles = {
  found: new Map(),
  exact: new Set(),
  bySyntax: new Set(),
  unchecked: new Map(),
  failed: new Set(),
  titles: [],
  notes: [],
};
