import type { Reach } from "../engines/code-engine.ts";
import type { Engines } from "../engines/engines.ts";
import type { Parsing } from "../parsing/parsing.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { askEngine, type EngineAnswer } from "./ask-engine.ts";
import { checkSyntax } from "./check-syntax.ts";
import type { Diagnostic } from "./checks.ts";
import type { EngineOf } from "./is-source.ts";
import { splitProgress } from "./split-progress.ts";

/** A state of the repository as it can be checked: the present, or a copy of an earlier one. */
export interface CheckedTree {
  /** Absolute and real. */
  readonly root: string;
  readonly tree: TreeState;
  readonly engines: Engines;
  readonly engineOf: EngineOf;
  /** Where files are checked that several projects hold. */
  readonly reach: Reach;
  readonly parsing: Parsing;
}

export interface CheckedFiles {
  /** Of the files asked for, and of configurations of their projects. */
  readonly found: ReadonlyMap<RepoPath, readonly Diagnostic[]>;
  readonly exact: ReadonlySet<RepoPath>;
  readonly bySyntax: ReadonlySet<RepoPath>;
  readonly unchecked: ReadonlyMap<RepoPath, string>;
  /** Ids of engines that failed; their files were checked by syntax. */
  readonly failed: ReadonlySet<string>;
  /** Of those that answered. */
  readonly titles: readonly string[];
  readonly notes: readonly string[];
}

/** Checks files: by the engine of their language, else by its grammar. */
export async function checkFiles(
  state: CheckedTree,
  paths: readonly RepoPath[],
  without: ReadonlySet<string>,
  task: Task,
): Promise<CheckedFiles> {
  const { groups, others } = byEngine(state, paths, without);
  const parts = splitProgress(task, [
    ...[...groups.values()].map(({ length }) => length),
    others.length,
  ]);
  const answers: EngineAnswer[] = [];
  for (const [index, [id, group]] of [...groups].entries()) {
    answers.push(await askEngine(state, id, group, parts[index] ?? task));
  }
  const failed = answers.filter(({ failure }) => failure !== undefined);
  const bySyntax = [...others, ...failed.flatMap((one) => one.paths)];
  const syntax = await checkSyntax(state, bySyntax, parts.at(-1) ?? task);
  const unchecked = new Map([...answers.flatMap((one) => [...one.unchecked]), ...syntax.unchecked]);
  return {
    found: new Map([...answers.flatMap((one) => [...one.found]), ...syntax.found]),
    exact: setOf(
      answers.filter(({ failure }) => failure === undefined).flatMap((one) => one.paths),
      unchecked,
    ),
    bySyntax: setOf(bySyntax, unchecked),
    unchecked,
    failed: new Set(failed.map(({ id }) => id)),
    titles: answers.flatMap(({ title }) => title ?? []),
    notes: answers.flatMap(({ notes }) => notes),
  };
}

function setOf(
  paths: readonly RepoPath[],
  unchecked: ReadonlyMap<RepoPath, string>,
): Set<RepoPath> {
  return new Set(paths.filter((path) => !unchecked.has(path)));
}

function byEngine(
  { engineOf }: CheckedTree,
  paths: readonly RepoPath[],
  without: ReadonlySet<string>,
): { groups: ReadonlyMap<string, RepoPath[]>; others: RepoPath[] } {
  const groups = new Map<string, RepoPath[]>();
  const others: RepoPath[] = [];
  for (const path of paths) {
    const id = engineOf(path);
    if (id === undefined || without.has(id)) {
      others.push(path);
    } else {
      const group = groups.get(id) ?? [];
      groups.set(id, group);
      group.push(path);
    }
  }
  return { groups, others };
}
