import type { Engines } from "../engines/engines.ts";
import { languageOfPath } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** Whether an engine or at least a grammar reads a file. */
export function isSource(path: RepoPath, engines: Engines): boolean {
  return engines.specFor(path) !== undefined || languageOfPath(path) !== undefined;
}
