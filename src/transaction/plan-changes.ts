import { ToolError } from "../errors.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { EditRefused, type Failure } from "./edit-refused.ts";
import type { EditStore } from "./edit-store.ts";
import type { ChangedFile, FileChange } from "./file-change.ts";
import { foldsCase } from "./folds-case.ts";
import { planMoves } from "./plan-moves.ts";
import { type CheckedChange, takeApart } from "./take-apart.ts";
import type { Plan } from "./transition.ts";

/** Changes that can be made to the tree as it is. */
export interface PlannedChanges {
  readonly plan: Plan;
  /** In the order of the changes, without those that would change nothing. */
  readonly files: readonly ChangedFile[];
  /** Sentences about what is not as one might expect. */
  readonly notes: readonly string[];
}

/**
 * Checks changes against the tree and each other, and writes nothing: for a dry run, and the first step of
 * `commitChanges`.
 *
 * @throws EditRefused with everything that is wrong
 */
export function planChanges(store: EditStore, changes: readonly FileChange[]): PlannedChanges {
  const checked = checkAll(store, changes);
  const departures = checked.flatMap(({ departure }) => departure ?? []);
  const arrivals = checked.flatMap(({ arrival }) => arrival ?? []);
  const plan = planMoves(store.root, { departures, arrivals }, foldsCase(store));
  const changing = new Set(plan.transitions.map(({ path }) => path));
  return {
    plan,
    files: checked.flatMap(({ file }) => (changing.has(file.path) ? file : [])),
    notes: checked.flatMap(({ notes }) => notes),
  };
}

function checkAll(store: EditStore, changes: readonly FileChange[]): readonly CheckedChange[] {
  const failures: Failure[] = [];
  const leaving: ReadonlySet<RepoPath> = new Set(
    changes.filter(({ op }) => op === "delete" || op === "rename").map(({ path }) => path),
  );
  const checked = changes.flatMap((change) => {
    try {
      return takeApart(store, change, leaving);
    } catch (error) {
      failures.push(failureOf(change.path, error));
      return [];
    }
  });
  if (failures.length > 0) {
    throw new EditRefused(failures);
  }
  return checked;
}

function failureOf(path: RepoPath, error: unknown): Failure {
  if (!(error instanceof ToolError)) {
    throw error;
  }
  const { code, message, next } = error;
  return { path, code, message, next };
}
