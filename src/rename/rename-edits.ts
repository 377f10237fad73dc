import type { CodeEngine, Place } from "../engines/code-engine.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { TextEdit } from "./text-edits.ts";

export type EditsByFile = ReadonlyMap<RepoPath, readonly TextEdit[]>;

/**
 * The edits of a rename, through every re-export. Where a server would stop (`export { fee as price }`), the name is
 * changed there, too, and those who import it from there are asked about in turn.
 */
export async function renameEdits(
  engine: CodeEngine,
  start: Place,
  { oldName, newName }: { readonly oldName: string; readonly newName: string },
  tree: TreeState,
  task: Task,
): Promise<EditsByFile> {
  const found = new Map<RepoPath, Map<string, TextEdit>>();
  const queue: Place[] = [start];
  const asked = new Set<string>();
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    asked.add(keyOf(place));
    for (const { path, edits } of await engine.rename(place, newName, tree, task)) {
      const own = found.get(path) ?? new Map<string, TextEdit>();
      found.set(path, own);
      for (const edit of edits) {
        const stops = edit.newText === `${newName} as ${oldName}`;
        const here = stops || edit.newText === `${oldName} as ${newName}`;
        own.set(`${edit.line}:${edit.column}`, here ? { ...edit, newText: newName } : edit);
        if (stops && !asked.has(keyOf(edit))) {
          queue.push(edit);
        }
      }
    }
  }
  return new Map([...found].map(([path, edits]) => [path, [...edits.values()]]));
}

function keyOf({ path, line, column }: Place): string {
  return `${line}:${column}:${path}`;
}
