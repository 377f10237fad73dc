import type { Complete } from "../mcp/prompt.ts";
import { completeName } from "../text/complete.ts";
import { findFailingRuns } from "./failing-run.ts";

/** Names of tests that failed when they last failed, the newest run first. */
export const completeFailed: Complete = async (typed, context) => {
  const names = new Set<string>();
  for await (const { failures } of findFailingRuns(context)) {
    failures.forEach(({ name }) => names.add(name));
    if (names.size > 0) {
      break;
    }
  }
  names.delete("");
  return completeName(typed, [...names]);
};
