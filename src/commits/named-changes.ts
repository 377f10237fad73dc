import { ToolError } from "../errors.ts";
import { withLiteralPaths } from "../git/compare-trees.ts";
import type { Git } from "../git/open-git.ts";
import type { PathStatus, Status } from "../git/read-status.ts";
import { pathsLike } from "../repository/paths-like.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { stampPath } from "../workspace/stamp.ts";

export interface NamedChanges {
  /** Those that are there. */
  readonly paths: readonly RepoPath[];
  /** Those that are not there any more. */
  readonly gone: readonly RepoPath[];
  readonly notes: readonly string[];
}

/**
 * The changed files that names mean, folders with all that changed below them.
 * @throws ToolError NOT_FOUND, PATH_IGNORED, SUBMODULE, and what `resolveInside` throws
 */
export async function findNamedChanges(
  git: Git,
  status: Status,
  names: readonly string[],
  task: Task,
): Promise<NamedChanges> {
  const found = new Map<RepoPath, PathStatus>();
  const left = new Map<RepoPath, PathStatus>();
  const unchanged: RepoPath[] = [];
  for (const name of names) {
    const path = resolveInside(git.root, name);
    const below = status.paths.filter((one) => isBelow(path, one.path));
    for (const one of below) {
      (one.kind === "file" ? found : left).set(one.path, one);
    }
    if (below.length === 0) {
      await checkTracked(git, status, path, task);
      unchanged.push(path);
    } else if (left.has(path)) {
      throw isRepository(path);
    }
  }
  const changed = [...found.values()];
  return {
    paths: changed.filter((one) => !isGone(one)).map(({ path }) => path),
    gone: changed.filter(isGone).map(({ path }) => path),
    notes: [
      ...(unchanged.length === 0 ? [] : [`Nothing changed in ${listed(unchanged)}.`]),
      ...(left.size === 0
        ? []
        : [`Other repositories and submodules were left out: ${listed([...left.keys()])}.`]),
      ...partlyStaged(changed),
    ],
  };
}

export function listed(paths: readonly string[]): string {
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : "";
  return `${paths.slice(0, 5).map(quotePath).join(", ")}${more}`;
}

function isGone({ staged, onDisk }: PathStatus): boolean {
  return onDisk === "D" || (staged === "D" && onDisk === ".");
}

function isBelow(path: RepoPath, other: RepoPath): boolean {
  return path === "" || other === path || other.startsWith(`${path}/`);
}

/** A path without a change is one that git knows as it is, or none. */
async function checkTracked(git: Git, status: Status, path: RepoPath, task: Task): Promise<void> {
  const args = ["ls-files", "-z", "--", path === "" ? "." : path];
  const { bytes } = await git.run(args, withLiteralPaths({ signal: task.signal }));
  if (bytes.length > 0 || path === "") {
    return;
  }
  if (stampPath(git.root, path) !== undefined) {
    throw new ToolError(
      "PATH_IGNORED",
      `${quotePath(path)} is ignored by git, or an empty folder, so it is not committed.`,
      "Leave it out, or ask the user to add it with git add --force.",
    );
  }
  const near = pathsLike(
    path,
    status.paths.map((one) => one.path),
  );
  throw new ToolError(
    "NOT_FOUND",
    `There is no ${quotePath(path)}, neither on disk nor in the last commit.`,
    near.length > 0
      ? `Did you mean ${near.map(quotePath).join(" or ")}?`
      : "Name a path that changed; git_history view diff shows them.",
  );
}

function isRepository(path: RepoPath): ToolError {
  return new ToolError(
    "SUBMODULE",
    `${quotePath(path)} is a repository of its own.`,
    "Leave it out, or ask the user to commit in it and to add it with git.",
  );
}

function partlyStaged(found: readonly PathStatus[]): string[] {
  const both = found.filter(({ staged, onDisk }) => staged !== "." && onDisk !== ".");
  return both.length === 0
    ? []
    : [
        `Staged in part before; the files are committed as they are on disk: ${listed(both.map(({ path }) => path))}.`,
      ];
}
