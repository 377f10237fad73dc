import { ToolError } from "../errors.ts";
import { quotePath } from "../workspace/quote-path.ts";

export function notInCommit(what: string, commit: string): ToolError {
  return new ToolError(
    "NOT_IN_COMMIT",
    `${quotePath(what)} is not in commit ${commit.slice(0, 12)}.`,
    "Ask for the log of its path to see which commits have it; what is not committed yet has no history.",
  );
}
