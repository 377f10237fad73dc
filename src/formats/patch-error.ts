import { ToolError } from "../errors.ts";
import { cut } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

/**
 * What is wrong with one line of a patch.
 *
 * @param at 0-based
 * @param problem ends the sentence that begins with the line
 * @param next what is expected there
 */
export function patchError(text: PatchText, at: number, problem: string, next: string): ToolError {
  const where =
    at < text.end
      ? `Patch line ${at + 1} (\`${renderName(cut(lineAt(text, at), maxShown))}\`)`
      : `The end of the patch (line ${text.end})`;
  return new ToolError("PARSE", `${where}: ${problem}`, next);
}

/** Long enough to find the line by. */
const maxShown = 80;
