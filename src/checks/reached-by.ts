import { languageOfPath } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EngineOf } from "./is-source.ts";

/**
 * Whether changes of some files can change what is said about another one. A grammar looks at each file alone; an engine
 * at all it reads: its own sources, and whatever is no source, because it may configure it.
 */
export function reachedBy(
  changed: ReadonlySet<RepoPath>,
  engineOf: EngineOf,
): (path: RepoPath) => boolean {
  const sources = new Set<string>();
  let configuration = false;
  for (const path of changed) {
    const id = engineOf(path);
    if (id !== undefined) {
      sources.add(id);
    } else if (languageOfPath(path) === undefined && !documents.test(path)) {
      configuration = true;
    }
  }
  return (path) => {
    const id = engineOf(path);
    return id === undefined ? changed.has(path) : configuration || sources.has(id);
  };
}

/** What people read and no engine does. */
const documents = /\.(?:md|mdx|rst|adoc|txt|svg|png|jpe?g|gif)$/iu;
