import { ToolError } from "../errors.ts";
import type { RunRequest } from "./framework.ts";

/**
 * The absolute path of the first of these programs that is there.
 *
 * @param install how to get it, as a sentence
 * @throws ToolError RUNNER_NOT_FOUND
 */
export function getProgram(request: RunRequest, names: readonly string[], install: string): string {
  for (const name of names) {
    const program = request.find(name);
    if (program !== undefined) {
      return program;
    }
  }
  throw new ToolError(
    "RUNNER_NOT_FOUND",
    `The tests need ${names.join(" or ")}, and there is none, neither in the package nor on PATH.`,
    install,
  );
}
