import type { PlaceRange } from "../engines/code-engine.ts";
import type { AnswerTexts } from "../references/answer-texts.ts";

/** What stands at a place within one line; undefined where its file cannot be read. */
export function textAt(
  texts: AnswerTexts,
  { path, line, column, endColumn }: Omit<PlaceRange, "endLine">,
): string | undefined {
  return texts
    .get(path)
    ?.line(line)
    .slice(column - 1, endColumn - 1);
}
