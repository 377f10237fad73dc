import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { BaseChecks } from "./base-checks.ts";
import type { BaseState } from "./base-state.ts";
import { checkFiles, type CheckedFiles, type CheckedTree } from "./check-files.ts";
import type { Diagnostic } from "./checks.ts";
import { findNew } from "./find-new.ts";
import { type EngineOf, isSource } from "./is-source.ts";
import { openLineTexts } from "./line-texts.ts";
import { reachedBy } from "./reached-by.ts";
import { splitProgress } from "./split-progress.ts";

export interface NewAgainst {
  readonly now: CheckedTree;
  readonly state: BaseState;
  /** The files asked for, as they are now. */
  readonly paths: readonly RepoPath[];
  readonly includes: (path: RepoPath) => boolean;
  /** Picks what is asked for of what was found in these files. */
  readonly pick: (
    checked: CheckedFiles,
    includes: (path: RepoPath) => boolean,
  ) => readonly Diagnostic[];
}

export interface NewOnes {
  readonly checked: CheckedFiles;
  readonly diagnostics: readonly Diagnostic[];
  readonly fixed: number;
  /** False when the base could not be checked as the present was. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** What is wrong now and was not in an earlier state. Files that no change reaches are not checked. */
export async function findNewAgainst(
  { now, state, paths, includes, pick }: NewAgainst,
  bases: BaseChecks,
  task: Task,
): Promise<NewOnes> {
  const { files: changed, moves } = state;
  const isReached = reachedBy(new Set(changed.keys()), now.engineOf);
  const reached = paths.filter(isReached);
  const [mine = task, theirs = task] = splitProgress(task, [reached.length, reached.length]);
  const checked = await checkFiles(now, reached, new Set(), mine);
  const mineNow = { diagnostics: pick(checked, includes), texts: openLineTexts(now.root) };
  const before = pathsThen(reached, state, now.engineOf, includes);
  const question = {
    now,
    state,
    paths: (there: ReadonlyMap<RepoPath, unknown>) => before.filter((path) => there.has(path)),
    without: checked.failed,
  };
  return await bases.check(question, theirs, (then, root) => {
    const wasIn = new Set(before);
    const diagnostics = pick(then, (path) => wasIn.has(path) || includes(path));
    const found = findNew(mineNow, { diagnostics, texts: openLineTexts(root) }, moves);
    const notes = baseNotes(then, state);
    return {
      checked,
      diagnostics: found.fresh,
      fixed: found.fixed,
      complete: notes.length === 0,
      notes: [...notes, ...state.notes, ...skippedNotes(paths.length - reached.length)],
    };
  });
}

/** The same files under the names they had, and those in the scope that are gone. */
function pathsThen(
  reached: readonly RepoPath[],
  { files, moves }: BaseState,
  engineOf: EngineOf,
  includes: (path: RepoPath) => boolean,
): readonly RepoPath[] {
  const isReached = reachedBy(new Set(files.keys()), engineOf);
  const gone = [...files]
    .filter(([path, bytes]) => bytes !== undefined && includes(path))
    .filter(([path]) => isSource(path, engineOf) && isReached(path))
    .map(([path]) => path);
  return [...new Set([...reached.map((path) => moves.get(path) ?? path), ...gone])];
}

function baseNotes({ failed, unchecked, notes }: CheckedFiles, { title }: BaseState): string[] {
  if (failed.size > 0) {
    return [
      `All type errors of these files count as new, because ${title} could not be checked: ${notes.at(-1) ?? ""}`,
    ];
  }
  return unchecked.size === 0
    ? []
    : [
        `${unchecked.size} ${unchecked.size === 1 ? "file" : "files"} could not be checked in ${title}, so all of theirs counts as new.`,
      ];
}

function skippedNotes(count: number): string[] {
  return count === 0
    ? []
    : [
        `${count} ${count === 1 ? "file" : "files"} that no change reaches ${count === 1 ? "was" : "were"} not checked.`,
      ];
}
