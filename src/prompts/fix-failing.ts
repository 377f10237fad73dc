import { z } from "zod";
import { getTestRun } from "../../tools/get-test-run.ts";
import { readCode } from "../../tools/read-code.ts";
import { searchCode } from "../../tools/search-code.ts";
import { ToolError } from "../errors.ts";
import { definePrompt, type PromptContext } from "../mcp/prompt.ts";
import { renderSelector } from "../text/test-run.ts";
import { completeFailed } from "./complete-failed.ts";
import { compose, fromTool, quoted, type Section } from "./compose.ts";
import { findChanges } from "./find-changes.ts";
import { type FailingRun, findFailingRuns, findFailureOf } from "./failing-run.ts";

export const fixFailing = definePrompt({
  name: "fix_failing_test",
  title: "Fix a failing test",
  description:
    "Finds out why a test fails, and mends the cause: of one test, or of the last failed run.",
  input: z.strictObject({
    test: z
      .string()
      .max(1000)
      .optional()
      .describe("name of a test or a part of it, default all that failed last"),
  }),
  complete: { test: completeFailed },
  async write({ test }, context) {
    const run =
      test === undefined
        ? (await findFailingRuns(context).next()).value
        : await findFailureOf(test, context);
    if (run === undefined) {
      return test === undefined ? nothingFailed : await notRunYet(test, context);
    }
    const [last] = await context.engine.findTestRuns();
    return await compose(
      [
        test === undefined
          ? `Find out why the tests of run ${run.runId} fail, and mend the cause.`
          : `Find out why the test ${quoted(test)} fails, and mend the cause.`,
        ...(last?.verdict === "passed"
          ? [`Run ${last.runId}, later than this, passed; it may have been of other tests.`]
          : []),
        "1. See it fail: run_tests with names or files of the failures below, or scope failed. The run below may be older than the code.",
        "2. Say what was expected, what happened, and the first place where the two part; follow it with read_code and find_references rather than guess. Failures that say the same have one cause.",
        "3. Decide whether the code or the test is wrong, and say why. Never weaken, skip or delete a test to make it pass.",
        "4. Mend the cause in the fewest lines (apply_patch or edit_files with verify types).",
        "5. Run the test again, then run_tests scope affected. Report the cause, the mend and the verdicts.",
      ],
      [
        fromTool("The run", getTestRun, { run_id: run.runId, wait_seconds: 0 }, { weight: 2 }),
        ...(test === undefined ? [] : [failuresSection(run)]),
        ...placesSection(run),
        (await findChanges("HEAD", context)).section,
      ],
      context,
    );
  },
});

const nothingFailed =
  "No failed test run is remembered here, so it is not known which test to mend. Call run_tests (scope all); if something fails, find the cause, mend it in the fewest lines without weakening a test, and run it again. If all pass, say so and stop.";

async function notRunYet(test: string, context: PromptContext): Promise<string> {
  const { engine, ...task } = context;
  // Runners put the names of suites before it: `cart > adds`, `test_cart.py::test_adds`.
  const own = test.split(/ > |::/u).at(-1) ?? test;
  const search = { mode: "literal", ignoreCase: false, context: 0, offset: 0, limit: 1 } as const;
  const { total } = await engine.searchCode({ ...search, pattern: own }, task);
  if (total === 0) {
    const known = (await completeFailed("", context)).slice(0, 5).map(quoted);
    throw new ToolError(
      "TEST_NOT_FOUND",
      `No test ${quoted(test)} failed in the runs that are kept, and nothing in the repository is called so.`,
      known.length > 0
        ? `What failed last: ${known.join(", ")}.`
        : "Call run_tests first, or name the test as its file does.",
    );
  }
  return await compose(
    [
      `Find out whether the test ${quoted(test)} fails, and mend the cause.`,
      "It did not fail in the test runs that are kept, so its failure is not known here.",
      "1. Run it: run_tests with names. If it passes, say so and stop.",
      "2. Find the first place where what happens parts from what is expected; mend the cause, not the test.",
      "3. Run it again, then run_tests scope affected.",
    ],
    [
      fromTool("Where its name stands", searchCode, { pattern: own, context: 10, limit: 5 }),
      (await findChanges("HEAD", context)).section,
    ],
    context,
  );
}

function failuresSection({ runId, failures }: FailingRun): Section {
  return {
    title: "The failure",
    call: `get_test_run {"run_id":"${runId}","view":"failures"}`,
    gather: async () =>
      await Promise.resolve(
        failures
          .slice(0, 10)
          .map((one) => `${renderSelector(one)}\n  ${one.message}`)
          .join("\n"),
      ),
  };
}

/** The lines where it failed, and the tests. */
function placesSection({ summary, failures }: FailingRun): readonly Section[] {
  const frames = summary.clusters.flatMap(({ frame }) => (frame === undefined ? [] : frame));
  const places = [...frames, ...failures].flatMap(({ path, line }) =>
    path === undefined
      ? []
      : `${path}:${Math.max(1, (line ?? 1) - linesAround)}-${(line ?? 1) + linesAround}`,
  );
  const targets = [...new Set(places)].slice(0, mostPlaces);
  return targets.length === 0
    ? []
    : [fromTool("Where it fails", readCode, { targets }, { weight: 2 })];
}

const linesAround = 15;
const mostPlaces = 5;
