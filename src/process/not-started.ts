import { existsSync } from "node:fs";

import { ToolError } from "../errors.ts";

/** @throws ToolError PROGRAM_NOT_STARTED, because what the system says does not tell which of the two is missing. */
export function checkStartable(name: string, command: string, cwd: string): void {
  if (!existsSync(command) || !existsSync(cwd)) {
    throw notStarted(name, `${command} or ${cwd} is missing`);
  }
}

export function notStarted(name: string, why: string): ToolError {
  return new ToolError(
    "PROGRAM_NOT_STARTED",
    `${name} could not be started: ${why}.`,
    "Run `repowright doctor` to see what is installed.",
  );
}
