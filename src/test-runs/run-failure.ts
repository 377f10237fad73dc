import { ToolError } from "../errors.ts";
import { systemReason } from "../workspace/system-reason.ts";

/** What kept a run from beginning, in a way the user can act on; anything unknown is handed on as it came. */
export function runFailure(error: unknown): unknown {
  const why = systemReason(error);
  return why === undefined
    ? error
    : new ToolError(
        "IO",
        `Tests could not be run, for the cache directory takes no files: ${why}.`,
        "Ask the user to make room there, or to start the server with --cache-dir and a folder that can be written.",
        { cause: error },
      );
}
