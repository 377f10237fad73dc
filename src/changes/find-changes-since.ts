import { ToolError } from "../errors.ts";
import { type FileChange, findChanges } from "../git/find-changes.ts";
import type { Git } from "../git/open-git.ts";
import { readBlobs } from "../git/read-blobs.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import { notFound } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { findInside } from "../workspace/find-inside.ts";
import type { Unavailable } from "../workspace/listing.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { comparePaths } from "../workspace/sort-paths.ts";
import type { ChangesRequest, ChangesResult } from "./changes.ts";
import { compareFile } from "./compare-file.ts";

/** What comparing reads. */
export interface ChangesSources {
  readonly repository: Repository;
  readonly openGit: (signal: AbortSignal) => Promise<Git | Unavailable>;
}

/**
 * The files of the working tree that differ from a commit, untracked ones included, line by line.
 * @throws ToolError GIT_UNAVAILABLE, NOT_FOUND, what `resolveCommit` and `resolveInside` throw
 */
export async function findChangesSince(
  { repository, openGit }: ChangesSources,
  { since, path = "." }: ChangesRequest,
  task: Task,
): Promise<ChangesResult> {
  const { root } = repository;
  const scope = resolveInside(root, path);
  const git = await openGit(task.signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "GIT_UNAVAILABLE",
      `Without git nothing tells what changed: ${git.unavailable}`,
      "Look at the files themselves, or ask the user what changed.",
    );
  }
  const commit = await resolveCommit(git, since, task.signal);
  const { files, unnameable } = await findChanges(git, commit, task.signal);
  const inside = files.filter((one) => isInside(one, scope));
  if (inside.length === 0 && scope !== "") {
    await checkThere(repository, scope, task);
  }
  const ids = inside.flatMap(({ oldBlob }) => oldBlob ?? []);
  const blobs = await readBlobs(git, ids, task.signal);
  const notes = notesOf(git, unnameable);
  const changes = inside.flatMap((one) => {
    const [now, before] = [findInside(root, one.path ?? ""), findInside(root, one.oldPath ?? "")];
    const compared = compareFile(root, { now, before, blob: blobs.get(one.oldBlob ?? "") });
    if (typeof compared === "string") {
      notes.push(compared);
      return [];
    }
    return compared ?? [];
  });
  return {
    commit: commit.slice(0, 7),
    files: changes.toSorted((a, b) => comparePaths(a.path, b.path)),
    notes,
  };
}

function isInside({ path = "", oldPath = "" }: FileChange, scope: string): boolean {
  return [path, oldPath].some(
    (one) => scope === "" || one === scope || one.startsWith(`${scope}/`),
  );
}

/** Nothing changed in a place that is not there is no answer. */
async function checkThere(repository: Repository, scope: string, task: Task): Promise<void> {
  const { files } = await repository.files(task);
  if (![...files.keys()].some((path) => path === scope || path.startsWith(`${scope}/`))) {
    throw notFound(scope, files);
  }
}

function notesOf(git: Git, unnameable: number): string[] {
  return [
    ...(unnameable === 0
      ? []
      : [`${unnameable} changed files have names that are not UTF-8 and are left out.`]),
    ...(git.filters.length === 0
      ? []
      : [
          "The repository configures filters, which were not run: files that use them may count as changed.",
        ]),
  ];
}
