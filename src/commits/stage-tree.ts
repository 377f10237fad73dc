import type { Git } from "../git/open-git.ts";
import { readPrefix } from "../git/read-status.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EditContent } from "./edit-contents.ts";
import { type TreeEntry, writeEditedEntries } from "./edited-entries.ts";

/** What a commit is to change. */
export interface Staging {
  readonly head: string | undefined;
  /** Taken as they are on disk. */
  readonly paths: readonly RepoPath[];
  readonly gone: readonly RepoPath[];
  readonly edits: readonly EditContent[];
}

/**
 * Makes the tree of the last commit with some paths changed.
 * @param git with an index of its own
 * @returns the tree's id
 */
export async function stageTree(
  git: Git,
  { head, paths, gone, edits }: Staging,
  task: Task,
): Promise<string> {
  const { signal } = task;
  await git.run(["read-tree", ...(head === undefined ? ["--empty"] : [head])], { signal });
  await putEntries(git, new Map(gone.map((path) => [path, null])), task);
  if (paths.length > 0) {
    const input = paths.map((path) => `${path}\0`).join("");
    await git.run(["update-index", "--add", "--replace", "-z", "--stdin"], { signal, input });
  }
  await putEntries(git, await writeEditedEntries(git, head, edits, task), task);
  return await writeTree(git, task);
}

/** The tree of an index. Objects that a partial clone has not here are those of the last commit. */
export async function writeTree(git: Git, { signal }: Task): Promise<string> {
  const { bytes } = await git.run(["write-tree", "--missing-ok"], { signal });
  return bytes.toString("latin1").trim();
}

/** Sets paths in git's index, and takes out those that are null. */
export async function putEntries(
  git: Git,
  entries: ReadonlyMap<string, TreeEntry | null>,
  { signal }: Task,
): Promise<void> {
  const gone = [...entries].flatMap(([path, entry]) => (entry === null ? `${path}\0` : []));
  // What goes comes first, so that a folder can take its place.
  if (gone.length > 0) {
    const args = ["update-index", "--force-remove", "-z", "--stdin"];
    await git.run(args, { signal, input: gone.join("") });
  }
  if (gone.length < entries.size) {
    const prefix = await readPrefix(git, { signal });
    const input = [...entries].flatMap(([path, entry]) =>
      entry === null ? [] : `${entry.mode} ${entry.id} 0\t${prefix}${path}\0`,
    );
    const args = ["update-index", "--add", "--replace", "-z", "--index-info"];
    await git.run(args, { signal, input: input.join("") });
  }
}
