import { ToolError } from "../errors.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { hunkNumber } from "./failed-part.ts";
import type { KeptPlan } from "./kept-plans.ts";

/**
 * What is sent with a plan cannot take the place of what failed in it.
 * @param why a sentence without its full stop
 */
export function amendMismatch(
  { patch, failed }: Pick<KeptPlan, "patch" | "failed">,
  why: string,
): ToolError {
  const open = failed.map((part) =>
    part.hunk === undefined
      ? quotePath(part.path)
      : `hunk ${hunkNumber(patch, part.operation, part.hunk)} of ${quotePath(part.path)}`,
  );
  return open.length === 0
    ? new ToolError(
        "AMEND_MISMATCH",
        "Nothing of this plan failed, so there is nothing to send again. Nothing was written.",
        "Send the plan alone to write it, or the whole patch without plan.",
      )
    : new ToolError(
        "AMEND_MISMATCH",
        `${why}. What failed: ${[...new Set(open)].join(", ")}. Nothing was written.`,
        "Of each file send all its failed hunks, in order; or the whole patch without plan.",
      );
}
