import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { sameStamp } from "../workspace/stamp.ts";

/** A file that is not as it was. */
export interface TreeChange {
  readonly path: RepoPath;
  readonly change: "created" | "changed" | "deleted";
}

/** What came, went or changed between two states of the repository's files. */
export function changesBetween(
  before: TreeState["files"],
  now: TreeState["files"],
): readonly TreeChange[] {
  const changes: TreeChange[] = [];
  for (const [path, { stamp }] of now) {
    const old = before.get(path)?.stamp;
    if (old === undefined) {
      changes.push({ path, change: "created" });
    } else if (old !== stamp && !sameStamp(old, stamp)) {
      changes.push({ path, change: "changed" });
    }
  }
  for (const path of before.keys()) {
    if (!now.has(path)) {
      changes.push({ path, change: "deleted" });
    }
  }
  return changes;
}
