import { z } from "zod";
import { checkCode } from "../../tools/check-code.ts";
import { traceImpact } from "../../tools/trace-impact.ts";
import { definePrompt } from "../mcp/prompt.ts";
import { compose, fromTool, quoted } from "./compose.ts";
import { findChanges } from "./find-changes.ts";
import { leftOversSection } from "./left-overs-section.ts";

export const reviewChanges = definePrompt({
  name: "review_changes",
  title: "Review of changes",
  description: "Reviews uncommitted changes, or all since a branch, tag or commit.",
  input: z.strictObject({
    base: z
      .string()
      .max(200)
      .optional()
      .describe("branch, tag or commit, default HEAD: what is not committed"),
  }),
  complete: {},
  async write({ base = "HEAD" }, context) {
    const { changes, section } = await findChanges(base, context);
    if (changes?.files.length === 0) {
      return `Nothing differs from ${quoted(base)} (${changes.commit}), so there is nothing to review. Ask for another base: the branch that this one will be merged into.`;
    }
    const since = { since: base };
    return await compose(
      [
        `Review what changed since ${quoted(base)} as you would for a colleague.`,
        "1. Say in two sentences what the change is meant to do, and whether it does.",
        "2. Read every changed definition whole (read_code), and each caller below that was not changed with it: does it still hold?",
        "3. Look for what is wrong: logic, limits, errors, data from outside, concurrency, compatibility of public names, missing tests.",
        "4. Run the tests it reaches: run_tests scope affected, since as here.",
        "5. Report findings, the gravest first: path:line, what goes wrong and when, and the mend. Then small remarks, and a verdict: ready, or what it takes. Where you are not sure, say how you would find out.",
      ],
      [
        section,
        fromTool("What it reaches", traceImpact, { ...since, max_distance: 2, limit: 60 }),
        fromTool("New type and syntax errors", checkCode, { ...since, limit: 40 }),
        ...(changes === undefined ? [] : [leftOversSection(changes)]),
      ],
      context,
    );
  },
});
