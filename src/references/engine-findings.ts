import type { Engines } from "../engines/engines.ts";
import { languageOfPath, languages } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** How precise references are in one language of a repository. */
export interface EngineFinding {
  /** The language's title. */
  readonly language: string;
  /** What answers exactly, with its version where that is known before it runs. */
  readonly engine?: string;
  /** Why nothing does, and how to get it. */
  readonly missing?: string;
}

/** Of each language that has a file among these, which engine answers for it. None is started. */
export function findEngines(engines: Engines, paths: readonly RepoPath[]): EngineFinding[] {
  return languages.flatMap(({ id, title }) => {
    const sample = paths.find((path) => languageOfPath(path)?.id === id);
    if (sample === undefined) {
      return [];
    }
    const status = engines.statusFor(sample);
    if (status === undefined) {
      return [{ language: title }];
    }
    return "unavailable" in status
      ? [{ language: title, missing: `${status.unavailable} ${status.install}` }]
      : [{ language: title, engine: [status.title, status.version ?? []].flat().join(" ") }];
  });
}
