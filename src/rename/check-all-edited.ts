import { ToolError } from "../errors.ts";
import type { EngineAnswer, Question } from "../references/ask-engine.ts";
import type { EditsByFile } from "./rename-edits.ts";
import { textAt } from "./text-at.ts";

/**
 * A reference that keeps the old name would break the code.
 * @throws ToolError RENAME_INCOMPLETE
 */
export function checkAllEdited(
  { target, texts }: Question,
  { places }: EngineAnswer,
  edits: EditsByFile,
): void {
  const left = places.filter((place) => {
    const { path, line, column } = place;
    const own = edits.get(path) ?? [];
    const isEdited = own.some((edit) => edit.line === line && edit.column === column);
    return !isEdited && textAt(texts, place) === target.name;
  });
  const [first] = left;
  if (first !== undefined) {
    throw new ToolError(
      "RENAME_INCOMPLETE",
      `${left.length} of ${places.length} references would keep the old name, the first at ${first.path}:${first.line}:${first.column}. Nothing was changed.`,
      "Rename what the name means there first, or make this change by hand.",
    );
  }
}
