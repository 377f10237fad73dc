import { basename, dirname } from "node:path";

import type { CodeEngine, Found, Nature, Place, PlaceRange } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { AnswerTexts } from "./answer-texts.ts";
import type { Target } from "./references.ts";
import { wordFiles } from "./word-files.ts";

/** What an engine answered after every project that may hold a reference was loaded. */
export interface EngineAnswer {
  readonly places: readonly PlaceRange[];
  /** Places in libraries and generated files. */
  readonly outside: number;
  readonly nature: Nature;
  /** Candidates that no project could be found or made for. */
  readonly uncovered: readonly RepoPath[];
  /** In projects made up for them. */
  readonly synthetic: readonly RepoPath[];
  /** False when the rounds ended before nothing new was found. */
  readonly settled: boolean;
}

export interface Question {
  readonly repository: Repository;
  readonly engine: CodeEngine;
  readonly current: Current;
  readonly target: Target;
  readonly texts: AnswerTexts;
}

/** A name is passed on under other names at most so often; more is a generated chain. */
const maxRounds = 8;

/**
 * Asks for references until nothing changes: loads the projects of every file that holds the name, asks, and goes on with
 * the names under which the symbol is passed on (`export { a as b }`, default imports), whose files may be in further
 * projects.
 */
export async function askReferences(question: Question, task: Task): Promise<EngineAnswer> {
  const { engine, current, target, texts } = question;
  const { tree } = current;
  const ask = referencesWithin(patienceMs, question, task);
  await engine.cover([target.path], tree, task);
  const offset = texts.get(target.path)?.offsetOf(target.line, target.column) ?? 0;
  const nature = await engine.nature({ ...target, offset }, tree, task);
  const names = new Set<string>();
  let fresh: readonly string[] = nature.local ? [] : [target.name];
  let synthetic: readonly RepoPath[] = [];
  let uncovered: readonly RepoPath[] = [];
  let found = nature.local ? await ask() : undefined;
  let modules: readonly RepoPath[] = modulesAmong([target], texts);
  for (let round = 0; fresh.length > 0 && round < maxRounds; round += 1) {
    fresh.forEach((name) => names.add(name));
    const files = filesOf([...names], modules, question);
    const coverage = await engine.cover(files, tree, task);
    ({ synthetic, uncovered } = coverage);
    if (found === undefined || coverage.grown) {
      found = await ask();
    }
    fresh = namesAt(found.inside, texts).filter((name) => !names.has(name));
    const passing = modulesAmong([target, ...found.inside], texts);
    if (fresh.length === 0 && passing.length > modules.length) {
      fresh = [target.name];
    }
    modules = passing;
  }
  return {
    places: found?.inside ?? [],
    outside: found?.outside ?? 0,
    nature,
    uncovered,
    synthetic,
    settled: fresh.length === 0,
  };
}

/** Enough for all but names that thousands of other symbols have, too; clients give up a call after a minute. */
const patienceMs = 30_000;

/** Asks for references again and again, so long in all. */
function referencesWithin(
  limitMs: number,
  { engine, current, target }: Question,
  task: Task,
): () => Promise<Found> {
  let patience: AbortSignal | undefined;
  return async () => {
    patience ??= AbortSignal.timeout(limitMs);
    const signal = AbortSignal.any([task.signal, patience]);
    try {
      return await engine.references(target, current.tree, { ...task, signal });
    } catch (error) {
      task.signal.throwIfAborted();
      throw error === patience.reason ? tooSlow(engine, target) : error;
    }
  };
}

function tooSlow({ title }: CodeEngine, { name }: Target): ToolError {
  return new ToolError(
    "ENGINE_TIMEOUT",
    `${title} had not found the references of ${name} after ${patienceMs / 1000} s, and asked again it will take as long.`,
    "Ask about a name that fewer symbols have, such as the function that uses it, or use search_code.",
  );
}

/** Files of the engine's languages that hold one of the names, or import a module that passes the symbol on without one. */
function filesOf(
  names: readonly string[],
  modules: readonly RepoPath[],
  { engine, current }: Question,
): RepoPath[] {
  const files = new Set<RepoPath>();
  for (const name of names) {
    const { inCode, inText } = wordFiles(current, name);
    inCode.forEach((path) => files.add(path));
    // A member may be named by a string: `cart["total"]`.
    inText.forEach((path) => files.add(path));
  }
  for (const name of new Set(modules.flatMap(moduleNames))) {
    wordFiles(current, name).inText.forEach((path) => files.add(path));
  }
  return [...files].filter((path) => engine.handles(path));
}

/** What an import of a file may end with: its name, or that of the folder or package it stands for. */
function moduleNames(path: RepoPath): string[] {
  const folders = dirname(path).split("/");
  const stem = basename(path).replace(/\..*$/, "");
  const entry = /^(?:index|main|mod|lib|__init__)$/.test(stem) || folders.at(-1) === "src";
  return entry ? [stem, ...folders.slice(-3)].filter((name) => /\w/.test(name)) : [stem];
}

/** Files that pass the symbol on as what they export by default, or as a whole: whoever imports it names it anew. */
function modulesAmong(places: readonly Place[], texts: AnswerTexts): RepoPath[] {
  const found = new Set<RepoPath>();
  for (const { path, line } of places) {
    if (/\bdefault\b|\bexport\s*=|\bexports\b/.test(texts.get(path)?.line(line) ?? "")) {
      found.add(path);
    }
  }
  return [...found];
}

function namesAt(places: readonly PlaceRange[], texts: AnswerTexts): string[] {
  const names = new Set<string>();
  for (const { path, line, column, endColumn } of places) {
    const name = texts
      .get(path)
      ?.line(line)
      .slice(column - 1, endColumn - 1);
    if (name !== undefined && /^[\w$\u0080-\uffff]+$/.test(name)) {
      names.add(name);
    }
  }
  return [...names];
}
