import { commitChanges } from "../transaction/commit-changes.ts";
import { renderDiff } from "../transaction/render-diff.ts";
import type { Task } from "../task.ts";
import type { EditsByFile } from "./rename-edits.ts";
import type { RenameResult } from "./rename.ts";
import type { Renaming } from "./renaming.ts";
import { type EditedFile, linesOf } from "./text-edits.ts";

interface Finished {
  readonly files: readonly EditedFile[];
  readonly edits: EditsByFile;
  readonly dryRun: boolean;
}

/**
 * Writes the files, or shows what would be written.
 * @throws ToolError what `commitChanges` throws
 */
export async function finishRename(
  { store }: Renaming,
  { files, edits, dryRun }: Finished,
  task: Task,
): Promise<Pick<RenameResult, "editId" | "files" | "edits" | "diff">> {
  const renamed = {
    files: files.map(({ path }) => ({
      path,
      op: "update" as const,
      lines: linesOf(edits.get(path) ?? []),
    })),
    edits: countEdits(edits),
  };
  if (dryRun) {
    return { ...renamed, diff: files.map(diffOf).join("") };
  }
  const changes = files.map(({ path, bytes, sha }) => ({
    op: "update" as const,
    path,
    bytes,
    before: sha,
  }));
  const { editId } = await commitChanges(await store(task), changes, task);
  return { ...renamed, ...(editId !== undefined && { editId }) };
}

export function countEdits(edits: EditsByFile): number {
  return [...edits.values()].reduce((sum, own) => sum + own.length, 0);
}

/** The mode stays whatever it is, so that the diff does not name it. */
function diffOf({ path, before, bytes }: EditedFile): string {
  const mode = 0o644;
  return renderDiff({ path, before: { bytes: before, mode }, after: { bytes, mode } });
}
