import type { RepoPath } from "../workspace/repo-path.ts";

/**
 * Files that may define a name, those first that are called like it: a search that its time limit ends has looked where
 * most people put it.
 */
export function likelyFirst(name: string, files: ReadonlySet<RepoPath>): RepoPath[] {
  const wanted = fold(name);
  const same: RepoPath[] = [];
  const similar: RepoPath[] = [];
  const others: RepoPath[] = [];
  for (const path of files) {
    const stem = stemOf(path);
    if (stem === wanted) {
      same.push(path);
    } else if (stem !== "" && (wanted.includes(stem) || stem.includes(wanted))) {
      similar.push(path);
    } else {
      others.push(path);
    }
  }
  return [...same, ...similar, ...others];
}

function stemOf(path: string): string {
  return fold(path.slice(path.lastIndexOf("/") + 1).split(".")[0] ?? "");
}

/** `editor-service`, `editor_service` and `EditorService` are the same. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_$]/g, "");
}
