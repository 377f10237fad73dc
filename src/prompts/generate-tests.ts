import { z } from "zod";
import { findReferences } from "../../tools/find-references.ts";
import { getOverview } from "../../tools/get-overview.ts";
import { readCode } from "../../tools/read-code.ts";
import { traceImpact } from "../../tools/trace-impact.ts";
import { definePrompt } from "../mcp/prompt.ts";
import { completeSymbol } from "./complete.ts";
import { compose, fromTool, quoted } from "./compose.ts";
import { findExample } from "./find-example.ts";

export const generateTests = definePrompt({
  name: "generate_tests",
  title: "Tests for a symbol",
  description:
    "Writes tests for a function, class or method, in the manner of those that are there.",
  input: z.strictObject({
    symbol: z.string().min(1).max(500).describe("name, Container.name or path#Container.name"),
  }),
  complete: { symbol: completeSymbol },
  async write({ symbol }, context) {
    const example = await findExample(symbol, context);
    return await compose(
      [
        `Write tests for ${quoted(symbol)}.`,
        "1. Read what it promises: its text below, its types, and what its callers rely on. List the cases before you write: the usual, the limits, empty and large, wrong input and errors, order and repetition where they matter.",
        "2. Leave out what the tests that reach it hold already; say which cases those are.",
        "3. Write in the manner of the tests that are there: the same framework, place, names and helpers. Test what can be seen from outside; replace nothing but what is slow, random or not ours.",
        "4. Add them with apply_patch, run them (run_tests with files), and see each fail once when the code is wrong: change the code, run, undo_edit.",
        "5. A test that shows a bug stays red: report the bug, do not write the wrong result down as expected.",
      ],
      [
        fromTool("The symbol", readCode, { targets: [symbol], edit_ready: true }, { weight: 3 }),
        fromTool("Who calls it", findReferences, { symbol, relation: "callers", limit: 40 }),
        fromTool("Tests that reach it", traceImpact, {
          symbols: [symbol],
          max_distance: 2,
          limit: 40,
        }),
        ...(example === undefined
          ? []
          : [fromTool("A test to go by", readCode, { targets: [example] }, { weight: 2 })]),
        fromTool("Packages, scripts and tests", getOverview, {}),
      ],
      context,
    );
  },
});
