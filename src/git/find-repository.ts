import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import type { Unavailable } from "../workspace/listing.ts";
import { readSmallFile } from "./read-small-file.ts";
import type { RunGit } from "./run-git.ts";

/** Absolute real paths of the repository that a root belongs to. */
export interface Repository {
  /** The root or a folder above it. */
  readonly workTree: string;
  readonly gitDir: string;
  /** The same as `gitDir`, except in a linked worktree. */
  readonly commonDir: string;
}

/**
 * Finds the repository as git does from the root, with the user's own configuration, so that a folder of another
 * user is refused unless `safe.directory` allows it. Then git's answer is checked: `.git` in the work tree must
 * lead to the git directory, and a git directory that lies elsewhere must lead back. What a hostile archive puts
 * into `.git` files and `core.worktree` thus opens no other repository and no other folder.
 *
 * @param run starts git in the root, without GIT_DIR
 */
export async function findRepository(
  root: string,
  run: RunGit,
  signal: AbortSignal,
): Promise<Repository | Unavailable> {
  const args = [
    "rev-parse",
    "--path-format=absolute",
    "--show-toplevel",
    "--git-dir",
    "--git-common-dir",
  ];
  const answer = (await run(args, { signal })).bytes.toString("utf8").split("\n");
  const [workTree, gitDir, commonDir] = answer;
  if (
    workTree === undefined ||
    gitDir === undefined ||
    commonDir === undefined ||
    answer.length !== 4
  ) {
    return { unavailable: "The path of the repository contains a line break." };
  }
  const found = {
    workTree: realpathSync(workTree),
    gitDir: realpathSync(gitDir),
    commonDir: realpathSync(commonDir),
  };
  if (!isInside(found.workTree, root)) {
    return { unavailable: "The repository's core.worktree points to another folder." };
  }
  return (await belongsTogether(found, run, signal))
    ? found
    : {
        unavailable:
          "The .git of this folder and the git directory it names do not belong together.",
      };
}

async function belongsTogether(
  found: Repository,
  run: RunGit,
  signal: AbortSignal,
): Promise<boolean> {
  const { workTree, gitDir, commonDir } = found;
  const dotGit = join(workTree, ".git");
  if (namedBy(dotGit) !== gitDir) {
    return false;
  }
  if (commonDir !== gitDir) {
    // `git worktree add` makes <common>/worktrees/<name>, and in it `gitdir`, which names our `.git` file.
    const registered =
      basename(dirname(gitDir)) === "worktrees" && dirname(dirname(gitDir)) === commonDir;
    const registeredFor = readSmallFile(join(gitDir, "gitdir"))?.trim() ?? "";
    return registered && realOf(registeredFor, gitDir) === realOf(dotGit, workTree);
  }
  if (isInside(workTree, gitDir)) {
    return true;
  }
  // A submodule's git directory names its work tree, and git has just agreed that it is this one.
  const { bytes } = await run(["config", "--local", "--get", "core.worktree"], { signal });
  return bytes.length > 0;
}

const pointer = "gitdir: ";

/** The git directory that a `.git` folder, link or file names, as a real path. */
function namedBy(dotGit: string): string | undefined {
  const entry = lstatSync(dotGit, { throwIfNoEntry: false });
  if (entry?.isFile() !== true) {
    return entry && realOf(dotGit, dirname(dotGit));
  }
  const text = readSmallFile(dotGit)?.trimEnd() ?? "";
  return text.startsWith(pointer) ? realOf(text.slice(pointer.length), dirname(dotGit)) : undefined;
}

function realOf(path: string, base: string): string | undefined {
  try {
    return realpathSync(resolve(base, path));
  } catch {
    // It names nothing, so it does not name what we look for.
    return undefined;
  }
}
