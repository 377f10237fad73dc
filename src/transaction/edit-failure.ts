import { ToolError } from "../errors.ts";
import { OutsideRoot } from "../workspace/hold-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { systemReason } from "../workspace/system-reason.ts";
import { Conflict } from "./conflict.ts";

/**
 * What went wrong, in a way an agent can act on; anything unknown is handed on as it came.
 *
 * @param outcome sentences about the tree as it is now
 */
export function editFailure(error: unknown, outcome: readonly string[]): unknown {
  if (error instanceof Conflict) {
    return new ToolError(
      error.code,
      [`${quotePath(error.path)} ${error.message}.`, ...outcome].join(" "),
      "Read the file again and plan the change anew.",
      { cause: error },
    );
  }
  if (error instanceof OutsideRoot) {
    return new ToolError(
      "CONFLICT",
      ["A folder on the way was replaced by a link meanwhile.", ...outcome].join(" "),
      "Look at the folders again and plan the change anew.",
      { cause: error },
    );
  }
  const why = systemReason(error);
  if (why === undefined) {
    return error;
  }
  return new ToolError(
    "IO",
    [`The edit could not be written: ${why}.`, ...outcome].join(" "),
    "Free what is in the way, or ask the user, and try again.",
    { cause: error },
  );
}
