import type { RepoPath } from "../workspace/repo-path.ts";
import type { EditsByFile } from "./rename-edits.ts";
import type { NotTouched } from "./rename.ts";
import type { TextEdit } from "./text-edits.ts";

/** The edits, and the word in strings and comments; a place in both is edited once. */
export function withMentions(
  edits: EditsByFile,
  mentions: readonly NotTouched[],
  { oldName, newName }: { readonly oldName: string; readonly newName: string },
): EditsByFile {
  const all = new Map<RepoPath, TextEdit[]>([...edits].map(([path, own]) => [path, [...own]]));
  for (const { path, line, column } of mentions) {
    const own = all.get(path) ?? [];
    all.set(path, own);
    if (!own.some((edit) => edit.line === line && edit.column === column)) {
      const endColumn = column + oldName.length;
      own.push({ path, line, column, endLine: line, endColumn, newText: newName });
    }
  }
  return all;
}
