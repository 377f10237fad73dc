import type { Engines } from "../engines/engines.ts";
import { languageOfPath } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** Which engine reads a file, by its id. */
export type EngineOf = (path: RepoPath) => string | undefined;

/**
 * Asks once per kind of file, where `specFor` asks each time: which of two engines is installed, only the disk tells. Good
 * for one answer, in which it shall not change either.
 */
export function engineLookup(engines: Engines): EngineOf {
  const known = new Map<string, string | undefined>();
  return (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const ending = name.includes(".") ? name.slice(name.lastIndexOf(".")) : name;
    if (!known.has(ending)) {
      known.set(ending, engines.specFor(path)?.id);
    }
    return known.get(ending);
  };
}

/** Whether an engine or at least a grammar reads a file. */
export function isSource(path: RepoPath, engineOf: EngineOf): boolean {
  return engineOf(path) !== undefined || languageOfPath(path) !== undefined;
}
