import { ToolError } from "../errors.ts";
import { GitFailed } from "./run-git.ts";

/** What git said, as something an agent can act on; other errors as they are. */
export function gitFailure(error: unknown): unknown {
  if (!(error instanceof GitFailed)) {
    return error;
  }
  const lines = error.message.split("\n");
  const line = lines.find((one) => /^(?:fatal|error): /u.test(one)) ?? lines[0] ?? "";
  if (missing.test(error.message)) {
    return objectsMissing(error);
  }
  if (/\.lock': File exists/u.test(error.message)) {
    return new ToolError(
      "REPOSITORY_LOCKED",
      "Another git is at work in this repository, or one was killed there and left its lock.",
      "Try again in a moment; if it stays so, ask the user to look for a .lock file in .git.",
      { cause: error },
    );
  }
  return new ToolError("GIT_FAILED", `git said: ${line.slice(0, 200)}`, "Ask for something else.", {
    cause: error,
  });
}

/** @param cause what git said */
export function objectsMissing(cause?: unknown): ToolError {
  return new ToolError(
    "OBJECTS_MISSING",
    "The repository was cloned in part, or is damaged: objects that this needs are not here, and nothing is fetched.",
    "Ask for less (without patch, fewer commits), or ask the user to fetch the whole history.",
    { cause },
  );
}

const missing =
  /promisor|could not fetch|transport '.*' not allowed|bad object|unable to read|cannot read blob|missing (?:blob|tree|object)|could not (?:parse|read) (?:commit|tree)|could not read from remote/iu;
