import { z } from "zod";
import { checkCode } from "../../tools/check-code.ts";
import { definePrompt } from "../mcp/prompt.ts";
import { compose, fromTool } from "./compose.ts";
import { findChanges } from "./find-changes.ts";
import { lastRunSection } from "./last-run-section.ts";
import { leftOversSection } from "./left-overs-section.ts";

export const cleanUp = definePrompt({
  name: "clean_up",
  title: "End-of-day clean-up",
  description: "Leaves the working tree tidy: uncommitted changes, left-overs, failing checks.",
  input: z.strictObject({}),
  complete: {},
  async write(_input, context) {
    const { changes, section } = await findChanges("HEAD", context);
    const isClean = changes?.files.length === 0;
    return await compose(
      [
        "Clean up the working tree at the end of the day.",
        ...(isClean
          ? [
              "Nothing differs from the last commit. Say so, look at the last test run and the errors below, and stop there.",
            ]
          : [
              "1. Sort the uncommitted changes into topics; name what belongs to none.",
              "2. Take out debug output, switched-off tests and other left-overs below that nobody needs; ask where it is not plain. A TODO that stays gets a sentence that says what is missing.",
              "3. Mend new errors and the tests that the changes broke, as far as it is little; else note what is known.",
              "4. Run run_tests scope affected, and check_code with since HEAD.",
              "5. End with a note for tomorrow: what is done, what is open and where to go on, and a commit message for each topic. Commit nothing unless you are told to.",
            ]),
      ],
      [
        ...(isClean ? [] : [section]),
        ...(isClean || changes === undefined ? [] : [leftOversSection(changes)]),
        fromTool("New type and syntax errors", checkCode, { since: "HEAD", limit: 40 }),
        await lastRunSection(context.engine),
      ],
      context,
    );
  },
});
