import type { Engine } from "../engine.ts";
import { getTestRun } from "../../tools/get-test-run.ts";
import { fromTool, type Section } from "./compose.ts";

/** The last test run as `get_test_run` tells it, or that there is none. */
export async function lastRunSection(engine: Engine): Promise<Section> {
  const [last] = await engine.findTestRuns();
  const title = "The last test run";
  return last === undefined
    ? {
        title,
        call: 'run_tests {"scope":"affected"}',
        gather: async () => await Promise.resolve("No test run is remembered."),
      }
    : fromTool(title, getTestRun, { run_id: last.runId, wait_seconds: 0 });
}
