import { posix } from "node:path";

import type { CodeEngine, FileEdits } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import { wordFiles } from "../references/word-files.ts";
import type { Current } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { sortByPath } from "../workspace/sort-paths.ts";
import type { EditsByFile } from "./rename-edits.ts";
import type { Renaming } from "./renaming.ts";
import type { TextEdit } from "./text-edits.ts";

export interface Move {
  readonly from: RepoPath;
  readonly to: RepoPath;
}

/** What goes with moving files. */
export interface ImportEdits {
  /** By the paths as they are now. */
  readonly edits: EditsByFile;
  /** The engines that told them. */
  readonly titles: readonly string[];
  /** Source files that are moved without an engine that knows their imports. */
  readonly unknown: readonly RepoPath[];
}

/** What every engine that knows these files changes in imports. */
export async function importEdits(
  { engines }: Renaming,
  moves: readonly Move[],
  current: Current,
  task: Task,
): Promise<ImportEdits> {
  const byEngine = new Map<CodeEngine | undefined, Move[]>();
  for (const move of moves.filter(({ from }) => languageOfPath(from) !== undefined)) {
    const engine = await engines.forPath(move.from);
    byEngine.set(engine, [...(byEngine.get(engine) ?? []), move]);
  }
  const edits = new Map<RepoPath, readonly TextEdit[]>();
  const titles: string[] = [];
  const unknown: RepoPath[] = [];
  for (const [engine, own] of byEngine) {
    const told = engine && (await editsOf(engine, own, current, task));
    if (engine === undefined || told === undefined) {
      unknown.push(...own.map(({ from }) => from));
      continue;
    }
    titles.push(engine.title);
    for (const { path, edits: some } of sortByPath(told)) {
      if (current.tree.files.has(path)) {
        edits.set(path, [...(edits.get(path) ?? []), ...some.filter(isTheOnlyOne)]);
      }
    }
  }
  return { edits, titles, unknown };
}

/**
 * Where a file and what it imports move together, engines want the import changed for the one move and for the other. As
 * all files of a folder keep their places to each other, it stays as it is.
 */
function isTheOnlyOne(edit: TextEdit, _index: number, all: readonly TextEdit[]): boolean {
  return !all.some(
    (other) => other !== edit && other.line === edit.line && other.column === edit.column,
  );
}

/** Undefined where the engine is not installed, or does not know what goes with moving files. */
async function editsOf(
  engine: CodeEngine,
  moves: readonly Move[],
  current: Current,
  task: Task,
): Promise<readonly FileEdits[] | undefined> {
  const importers = moves.flatMap(({ from }) => [from, ...importersOf(from, current)]);
  try {
    await engine.cover(
      [...new Set(importers)].filter((path) => engine.handles(path)),
      current.tree,
      task,
    );
    return await engine.renameFiles(moves, current.tree, task);
  } catch (error) {
    if (error instanceof ToolError && cannot.has(error.code)) {
      return undefined;
    }
    throw error;
  }
}

const cannot: ReadonlySet<string> = new Set(["ENGINE_UNAVAILABLE", "ENGINE_CANNOT"]);

/** Files that mention the last part of a module's path, or the folder's where a file stands for its folder. */
function importersOf(path: RepoPath, current: Current): RepoPath[] {
  const stem = posix.basename(path).replace(/\..*$/, "");
  const name = stem === "index" || stem === "__init__" ? posix.basename(posix.dirname(path)) : stem;
  const { inCode, inText } = wordFiles(current, name);
  return [...inCode, ...inText];
}
