import type { Place } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";

/** @param why what the new name is at the place, continuing the sentence that begins with it */
export function nameCollision(name: string, { path, line, column }: Place, why: string): ToolError {
  return new ToolError(
    "NAME_COLLISION",
    `${name} ${why}: ${path}:${line}:${column}. Nothing was changed.`,
    "Choose another name, or rename what is there first.",
  );
}
