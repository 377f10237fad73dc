import type { Environment } from "../process/service-environment.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Task } from "../task.ts";
import { fingerprint } from "../text/fingerprint.ts";
import { systemReason } from "../workspace/system-reason.ts";
import { blockedBySandbox } from "./blocked-by-sandbox.ts";
import { clusterFailures } from "./cluster-failures.ts";
import { compareRuns, type Compared } from "./compare-runs.ts";
import { judgeAll } from "./judge-all.ts";
import { lastFailures } from "./last-failures.ts";
import { lineTexts } from "./line-texts.ts";
import type { RunProgress } from "./run-progress.ts";
import { runSelection, type TakeTurn } from "./run-selection.ts";
import type { RunStore } from "./run-store.ts";
import type { Selection } from "./selection.ts";
import type { PackageRecord, StoredRun } from "./stored-run.ts";
import type { RunTestsRequest } from "./test-run.ts";

/** What runs share. */
export interface RunRoom {
  /** Absolute and real. */
  readonly root: string;
  readonly environment: Environment;
  readonly sandbox: Sandbox;
  readonly store: RunStore;
  /** Absolute folder of our reporters. */
  readonly reporters: string;
  /** Absolute; what compilers keep between runs. */
  readonly toolCache: string;
  readonly takeTurn: TakeTurn;
}

/** Runs a selection, judges it, compares it with the run before, and keeps it. */
export async function performRun(
  room: RunRoom,
  { id, folder }: { readonly id: string; readonly folder: string },
  request: RunTestsRequest,
  selection: Selection,
  progress: RunProgress,
  task: Task,
): Promise<StoredRun> {
  const { root, store } = room;
  const startedMs = performance.now();
  const before = findBefore(store, request);
  const knownNames = namesOfLast(store);
  const { timeoutMs, updateSnapshots } = request;
  const outcome = await runSelection(
    selection,
    { ...room, folder, timeoutMs, updateSnapshots, knownNames },
    progress,
    task,
  );
  const { packages, sandbox } = outcome;
  const reports = packages.map(({ report }) => report);
  const run: StoredRun = {
    id,
    key: keyOf(request),
    ...judgeAll(packages, selection.names, [...outcome.names, ...knownNames]),
    isWhole: isWhole(request) && packages.every(isThrough),
    durationMs: Math.round(performance.now() - startedMs),
    packages,
    sandbox,
    clusters: clusterFailures(reports, { root, lineText: lineTexts(root) }),
    ...(before !== undefined && compareRuns(before, packages)),
    ...(selection.chosen !== undefined && { chosen: selection.chosen }),
    notes: [...blockedBySandbox(sandbox, reports, outcome.outputs), ...outcome.notes],
  };
  return await kept(store, run);
}

/** What was found out is told, also where it cannot be written down. */
async function kept(store: RunStore, run: StoredRun): Promise<StoredRun> {
  try {
    await store.keep(run);
    await store.tidy(run.id);
    return run;
  } catch (error) {
    const why = systemReason(error);
    if (why === undefined) {
      throw error;
    }
    const note = `The run could not be written into the cache directory: ${why}. Only get_test_run knows it, and until the server ends.`;
    return { ...run, notes: [...run.notes, note] };
  }
}

/** A run for which there was nothing to do. */
export async function keepNothing(
  store: RunStore,
  request: RunTestsRequest,
  { nothing = "Nothing was selected.", notes }: Selection,
): Promise<StoredRun> {
  const { id } = await store.create();
  const run: StoredRun = {
    id,
    key: keyOf(request),
    isWhole: false,
    verdict: "no_tests",
    why: [nothing],
    durationMs: 0,
    packages: [],
    sandbox: { backend: "none", network: true, why: "Nothing was started." },
    clusters: [],
    notes,
  };
  return await kept(store, run);
}

function findBefore(store: RunStore, request: RunTestsRequest): readonly Compared[] | undefined {
  if (request.scope === "failed") {
    return lastFailures(store);
  }
  const key = keyOf(request);
  const last = store.list().find((run) => run.key === key && isTelling(run));
  return last === undefined ? undefined : store.find(last.id)?.packages;
}

/** Runs of the same tests have the same one. */
function keyOf({ scope, files = [], names = [], since = "" }: RunTestsRequest): string {
  return fingerprint([scope, files, names, since]);
}

function isWhole({ scope, files, names }: RunTestsRequest): boolean {
  return scope === "all" && files === undefined && names === undefined;
}

function isThrough({ verdict, report }: PackageRecord): boolean {
  return report.ended && (verdict === "passed" || verdict === "failed");
}

/** Whether a run tells which tests fail: it ran, and was not ended half way. */
function isTelling({ verdict }: Pick<StoredRun, "verdict">): boolean {
  return verdict === "passed" || verdict === "failed" || verdict === "incomplete";
}

function namesOfLast(store: RunStore): string[] {
  const last = store.list().find(({ tests }) => tests > 0);
  const packages = last === undefined ? [] : (store.find(last.id)?.packages ?? []);
  return packages.flatMap(({ report }) => report.tests.map(({ name }) => name));
}
