import { ToolError } from "../errors.ts";
import { findChanges } from "../git/find-changes.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import type { ImpactSources } from "../impact/asked-changes.ts";
import type { ReachedTest } from "../impact/impact.ts";
import { traceImpact } from "../impact/trace-impact.ts";
import { languageOfPath } from "../languages/index.ts";
import type { Current } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { ListedFile } from "../workspace/listing.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { findImportingTests } from "./find-importing-tests.ts";

/** What a change may break. */
export interface Affected {
  /** Test files, with the reason. */
  readonly tests: ReadonlyMap<RepoPath, string>;
  /** Changed files whose readers are not known: data and configuration. */
  readonly others: readonly string[];
  readonly changed: number;
  readonly notes: readonly string[];
}

/**
 * The test files that a change reaches: the changed ones; those that reach a changed symbol by references; and those that
 * import a changed file, directly or by way of others, where references do not tell everything.
 *
 * @throws ToolError GIT_UNAVAILABLE, what `resolveCommit` throws
 */
export async function findAffected(
  sources: ImpactSources,
  since: string,
  isTest: (path: string) => boolean,
  task: Task,
): Promise<Affected> {
  const git = await sources.openGit(task.signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "GIT_UNAVAILABLE",
      `Without git nothing tells what changed: ${git.unavailable}`,
      "Name test files in files, or leave scope out to run all.",
    );
  }
  const commit = await resolveCommit(git, since, task.signal);
  const { files } = await findChanges(git, commit, task.signal);
  const current = await sources.repository.current(task);
  const paths = files.flatMap(({ path, oldPath }) => path ?? oldPath ?? []);
  const changed = files.flatMap(({ path }) => listed(path, current));
  const gone = files.flatMap(({ path, oldPath }) =>
    path === undefined && oldPath !== undefined ? [oldPath] : [],
  );
  const found = new Map<RepoPath, string>();
  changed.filter(isTest).forEach((path) => found.set(path, "it changed itself"));
  const impact = await traceImpact(
    sources,
    { since, maxDistance: farAway, limit: everything, offset: 0 },
    task,
  );
  const reached = impact.entries.filter((entry): entry is ReachedTest => entry.section === "tests");
  for (const { path, reason } of reached) {
    for (const own of listed(path, current).filter((one) => isTest(one) && !found.has(one))) {
      found.set(own, `reached by ${reason.slice(0, -1).join(" → ")}`);
    }
  }
  const unsure = !impact.complete || impact.hubs.length > 0 || impact.precision === "candidate";
  const byImports = unsure || reached.length === 0;
  if (byImports) {
    const roots = [...changed, ...gone.flatMap((path) => lost(sources.repository.root, path))];
    const importing = await findImportingTests(sources.repository, current, roots, isTest, task);
    importing.forEach((reason, path) => found.set(path, found.get(path) ?? reason));
  }
  return {
    tests: found,
    others: paths.filter((path) => languageOfPath(path) === undefined),
    changed: paths.length,
    notes:
      unsure && impact.counts.changed > 0
        ? ["References do not tell everything here, so tests that import what changed run as well."]
        : [],
  };
}

/** The search ends by its own limits. */
const farAway = 25;
const everything = 100_000;

function listed(path: string | undefined, { tree }: Current): RepoPath[] {
  const files: ReadonlyMap<string, ListedFile> = tree.files;
  const file = files.get(path ?? "");
  return file === undefined ? [] : [file.path];
}

/** The path of a file that is gone; imports of it are found as well. */
function lost(root: string, path: string): RepoPath[] {
  try {
    return [resolveInside(root, path)];
  } catch (error) {
    if (error instanceof ToolError) {
      // A name that no file of ours can have.
      return [];
    }
    throw error;
  }
}
