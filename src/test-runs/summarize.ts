import type { SandboxState } from "../sandbox/sandbox.ts";
import type { ActiveRun } from "./active-run.ts";
import { addCounts } from "./counts.ts";
import type { StoredRun } from "./stored-run.ts";
import type { TestRunSummary } from "./test-run.ts";

/** What is told of a run that is over. */
export function summarize({ id, key: _key, packages, ...run }: StoredRun): TestRunSummary {
  return {
    ...run,
    runId: id,
    counts: addCounts(packages.map(({ counts }) => counts)),
    packages: packages.map(({ report: _report, frameworkId: _frameworkId, ...outcome }) => outcome),
  };
}

/** What is told of one that is under way. */
export function summarizeActive(run: ActiveRun, sandbox: SandboxState): TestRunSummary {
  const { doing, counts } = run.now();
  return {
    runId: run.id,
    verdict: "running",
    why: [],
    counts,
    durationMs: Math.round(performance.now() - run.startedMs),
    packages: [],
    sandbox,
    clusters: [],
    now: doing,
    notes: [],
  };
}
