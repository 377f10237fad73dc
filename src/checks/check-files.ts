import type { CodeEngine, EngineDiagnostic } from "../engines/code-engine.ts";
import type { Engines } from "../engines/engines.ts";
import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import type { Parsing } from "../parsing/parsing.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Diagnostic } from "./checks.ts";
import { splitProgress } from "./split-progress.ts";

/** A state of the repository as it can be checked: the present, or a copy of an earlier one. */
export interface CheckedTree {
  /** Absolute and real. */
  readonly root: string;
  readonly tree: TreeState;
  readonly engines: Engines;
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
  const parts = splitProgress(task, [...[...groups.values()].map(({ length }) => length), others.length]);
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
    exact: setOf(answers.filter(({ failure }) => failure === undefined).flatMap((one) => one.paths), unchecked),
    bySyntax: setOf(bySyntax, unchecked),
    unchecked,
    failed: new Set(failed.map(({ id }) => id)),
    titles: answers.flatMap(({ title }) => title ?? []),
    notes: answers.flatMap(({ notes }) => notes),
  };
}

function setOf(paths: readonly RepoPath[], unchecked: ReadonlyMap<RepoPath, string>): Set<RepoPath> {
  return new Set(paths.filter((path) => !unchecked.has(path)));
}

function byEngine(
  { engines }: CheckedTree,
  paths: readonly RepoPath[],
  without: ReadonlySet<string>,
): { groups: ReadonlyMap<string, RepoPath[]>; others: RepoPath[] } {
  const groups = new Map<string, RepoPath[]>();
  const others: RepoPath[] = [];
  for (const path of paths) {
    const id = engines.specFor(path)?.id;
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

interface EngineAnswer {
  readonly id: string;
  readonly paths: readonly RepoPath[];
  readonly found: ReadonlyMap<RepoPath, readonly Diagnostic[]>;
  readonly unchecked: ReadonlyMap<RepoPath, string>;
  readonly failure?: ToolError;
  readonly title?: string;
  readonly notes: readonly string[];
}

async function askEngine(
  { root, tree, engines }: CheckedTree,
  id: string,
  paths: readonly RepoPath[],
  task: Task,
): Promise<EngineAnswer> {
  const nothing = { id, paths, found: new Map(), unchecked: new Map() };
  try {
    const [first] = paths;
    const engine = first && (await engines.forPath(first));
    if (engine === undefined) {
      throw new Error(`The engine ${id} is gone.`);
    }
    const said = await engine.diagnostics(paths, tree, task);
    const { synthetic, uncovered } = await engine.cover(paths, tree, task);
    return {
      ...nothing,
      found: new Map([...said].map(([path, some]) => [path, some.map((one) => ours(root, one))])),
      unchecked: new Map(uncovered.map((path) => [path, `no project of ${engine.title} takes it`])),
      title: engine.title,
      notes: [...engine.notes(), ...syntheticNotes(synthetic, engine)],
    };
  } catch (error) {
    if (error instanceof ToolError && error.code.startsWith("ENGINE_")) {
      const files = paths.length === 1 ? "1 file" : `${paths.length} files`;
      const note = `${files} checked by syntax alone: ${error.code}: ${error.message} ${error.next}`;
      return { ...nothing, failure: error, notes: [note] };
    }
    throw error;
  }
}

/** Where the repository or its copy lies tells nothing, and differs between the two. */
function ours(root: string, { path, line, column, endLine, ...one }: EngineDiagnostic): Diagnostic {
  return {
    path,
    line,
    column,
    endLine,
    severity: one.severity,
    code: one.code,
    message: one.message.replaceAll(`${root}/`, ""),
    source: one.syntax === true ? "syntax" : "types",
  };
}

function syntheticNotes(paths: readonly RepoPath[], { title }: CodeEngine): string[] {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return paths.length === 0
    ? []
    : [
        `No project of ${title} configures ${paths.slice(0, 3).join(", ")}${more}; they were checked in one made up for them.`,
      ];
}

async function checkSyntax(
  { root, parsing }: CheckedTree,
  paths: readonly RepoPath[],
  task: Task,
): Promise<Pick<CheckedFiles, "found" | "unchecked">> {
  const found = new Map<RepoPath, readonly Diagnostic[]>();
  const unchecked = new Map<RepoPath, string>();
  const known = paths.filter((path) => languageOfPath(path) !== undefined);
  for (const [path, answer] of await parsing.syntaxErrors(root, known, task)) {
    if ("unparsed" in answer) {
      unchecked.set(path, answer.unparsed);
    } else {
      const diagnostics = answer.errors.map(({ range, message }) => ({
        path,
        line: range.line,
        column: range.column,
        endLine: range.endLine,
        severity: "error" as const,
        code: "syntax",
        message,
        source: "syntax" as const,
      }));
      found.set(path, diagnostics);
    }
  }
  paths
    .filter((path) => languageOfPath(path) === undefined)
    .forEach((path) => unchecked.set(path, "there is no engine and no grammar for it"));
  return { found, unchecked };
}
