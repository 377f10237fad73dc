import { scopeOf } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { languageOfPath } from "../languages/index.ts";
import { compareSides } from "./compare-sides.ts";
import type { ChangeSet } from "./find-change-set.ts";
import { readNow } from "./read-side.ts";

/** Beyond it a review is no answer any more. */
const mostFiles = 2000;

/** Source files as if all of their lines were new. Throws what `scopeOf` throws. */
export async function readWholeFiles(
  repository: Repository,
  paths: readonly string[],
  task: Task,
): Promise<ChangeSet> {
  const { files } = await repository.files(task);
  const { root } = repository;
  const named = new Set(paths.flatMap((path) => scopeOf(root, files, path).files));
  const wanted = [...named].filter(
    (path) => languageOfPath(path) !== undefined || named.size === 1,
  );
  const read = wanted.slice(0, mostFiles);
  const more = wanted.length - read.length;
  return {
    title: `${read.length} whole ${read.length === 1 ? "file" : "files"}`,
    files: read.map((path) => compareSides(undefined, readNow(root, path))),
    base: undefined,
    isOnDisk: true,
    notes: more > 0 ? [`${more} files more are not looked at: name fewer paths.`] : [],
  };
}
