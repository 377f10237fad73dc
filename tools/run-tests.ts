import { z } from "zod";
import { testScopes } from "../src/engine.ts";
import { defineTool } from "../src/mcp/tool.ts";
import { firstPageOf, renderSummary, runMaxChars, testRunOutput } from "./get-test-run.ts";

export const runTests = defineTool({
  name: "run_tests",
  title: "Run tests",
  description:
    "Use it to run tests instead of a shell: finds the framework, runs it in a sandbox, and answers a verdict that is computed, not an exit code, with failures grouped. scope all (default), affected (by changes since a commit, default HEAD), failed (what failed in the last run). files: test files or folders; names: test names or parts of them. passed means: ended, exit 0, something ran, all passed. Longer than wait_seconds (0-600, default 50): verdict running, go on with get_test_run. timeout_seconds 1-7200, default 600. update_snapshots writes snapshots.",
  effect: "execute",
  input: z
    .strictObject({
      scope: z.enum(testScopes).default("all"),
      files: z.array(z.string().min(1).max(4096)).max(200).optional(),
      names: z.array(z.string().min(1).max(1000)).max(100).optional(),
      since: z.string().min(1).max(200).optional(),
      wait_seconds: z.int().min(0).max(600).default(50),
      timeout_seconds: z.int().min(1).max(7200).default(600),
      update_snapshots: z.boolean().default(false),
      max_chars: runMaxChars,
    })
    .refine(({ names = [] }) => names.every(isName), "names cannot hold control characters")
    .refine(
      ({ scope, since }) => since === undefined || scope === "affected",
      "since belongs to scope affected",
    )
    .refine(
      ({ scope, files = [] }) => scope === "all" || files.length === 0,
      "files are tests to run, so they go with scope all",
    )
    .refine(
      ({ scope, names = [] }) => scope !== "failed" || names.length === 0,
      "scope failed knows its names",
    ),
  output: testRunOutput,
  async call(input, context) {
    const { scope, files, names, since } = input;
    return await context.engine.runTests(
      {
        scope,
        files: files?.length === 0 ? undefined : files,
        names: names?.length === 0 ? undefined : names,
        since,
        waitMs: input.wait_seconds * 1000,
        timeoutMs: input.timeout_seconds * 1000,
        updateSnapshots: input.update_snapshots,
      },
      context,
    );
  },
  render: (summary) => renderSummary(summary, firstPageOf(summary.runId)),
});

/** Line ends and NUL would end an argument or a line of a configuration. */
function isName(name: string): boolean {
  return !/\p{Cc}/u.test(name) && name.isWellFormed() && name.trim() !== "";
}
