import { Importers } from "../impact/importers.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** Test files that import one of these files, directly or by way of others, each with the way there. */
export async function findImportingTests(
  repository: Repository,
  current: Current,
  changed: readonly RepoPath[],
  isTest: (path: string) => boolean,
  task: Task,
): Promise<ReadonlyMap<RepoPath, string>> {
  const gone = changed.filter((path) => !current.tree.files.has(path));
  const quiet = { signal: task.signal, progress: () => undefined };
  const importers = new Importers(repository, current, gone, quiet);
  const seen = new Set<RepoPath>(changed);
  const found = new Map<RepoPath, string>();
  const endMs = performance.now() + maxMs;
  let front = changed.map((path) => ({ path, way: [path as string] }));
  while (front.length > 0 && seen.size < maxFiles && performance.now() < endMs) {
    const next: typeof front = [];
    for (const { path, way } of front) {
      task.signal.throwIfAborted();
      const { importers: direct, open } = await importers.of(path);
      const from = [
        ...direct.map((one) => one.path),
        ...open.flatMap((one) => asListed(one.path, current)),
      ];
      for (const one of from.filter((file) => !seen.has(file))) {
        seen.add(one);
        if (isTest(one)) {
          found.set(one, `imports ${way.toReversed().join(", which imports ")}`);
        }
        next.push({ path: one, way: [...way, one] });
      }
    }
    front = next;
  }
  return found;
}

/** Whoever imports more than this is affected by everything. */
const maxFiles = 5000;
const maxMs = 20_000;

function asListed(path: string, { tree }: Current): RepoPath[] {
  return [...tree.files.keys()].filter((one) => one === path);
}
