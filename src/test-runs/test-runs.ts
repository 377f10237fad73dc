import { join } from "node:path";

import { ToolError } from "../errors.ts";
import type { ImpactSources } from "../impact/asked-changes.ts";
import type { Environment } from "../process/service-environment.ts";
import type { Sandbox, SandboxState } from "../sandbox/sandbox.ts";
import type { Task } from "../task.ts";
import { type ActiveRun, waitFor } from "./active-run.ts";
import { failedTests } from "./failed-tests.ts";
import { keepNothing, performRun, type RunRoom } from "./perform-run.ts";
import { readOutput } from "./read-output.ts";
import { RunProgress } from "./run-progress.ts";
import { openRunStore, type RunStore } from "./run-store.ts";
import { selectTests } from "./select-tests.ts";
import type { Selection } from "./selection.ts";
import type { StoredRun } from "./stored-run.ts";
import { summarize, summarizeActive } from "./summarize.ts";
import { openTurns } from "./take-turn.ts";
import type {
  RunTestsRequest,
  TestRunAnswer,
  TestRunHead,
  TestRunRequest,
  TestRunSummary,
} from "./test-run.ts";

export interface TestRunOptions {
  readonly sources: ImpactSources;
  readonly environment: Environment;
  readonly sandbox: Sandbox;
  /** Absolute; where runs are kept. */
  readonly folder: string;
  /** Absolute folder of our reporters. */
  readonly reporters: string;
}

/** Runs tests, remembers the last runs, and answers about them. */
export interface TestRuns {
  /** @throws ToolError what `selectTests` and `runSelection` throw */
  run(request: RunTestsRequest, task: Task): Promise<TestRunSummary>;
  /** The newest first; those under way before those that are over. */
  list(): readonly TestRunHead[];
  /** @throws ToolError RUN_NOT_FOUND */
  get(request: TestRunRequest, task: Task): Promise<TestRunAnswer>;
  sandbox(task: Task): Promise<SandboxState>;
  /** Ends the runs under way. */
  close(): Promise<void>;
}

/** Opens the runs of a repository. Nothing is read or written before the first one. */
export function openTestRuns({ sources, folder, ...rest }: TestRunOptions): TestRuns {
  const { root } = sources.repository;
  const store = openRunStore(folder);
  const room: RunRoom = {
    ...rest,
    root,
    store,
    toolCache: join(folder, "tools"),
    takeTurn: openTurns(),
  };
  const active = new Map<string, ActiveRun>();

  async function start(request: RunTestsRequest, selection: Selection): Promise<ActiveRun> {
    const place = await store.create();
    const abort = new AbortController();
    const progress = new RunProgress();
    const task = { signal: abort.signal, progress: () => undefined };
    const over = performRun(room, place, request, selection, progress, task)
      .catch(async (error: unknown) => {
        await store.discard(place.id);
        throw error;
      })
      .finally(() => active.delete(place.id));
    // Whoever waits hears of a failure; a run that nobody waits for any more must not end the process.
    over.catch(() => undefined);
    const run: ActiveRun = {
      id: place.id,
      startedMs: performance.now(),
      timeoutMs: request.timeoutMs,
      now: () => progress.now(),
      cancel: () => abort.abort(),
      over,
    };
    active.set(run.id, run);
    return run;
  }

  async function wait(run: ActiveRun, waitMs: number, task: Task): Promise<TestRunSummary> {
    const done = await waitFor(run, waitMs, (...report) => task.progress(...report));
    return done === undefined
      ? summarizeActive(run, await room.sandbox.describe(task))
      : summarize(done);
  }

  async function find(
    { runId, view, cancel, waitMs }: TestRunRequest,
    task: Task,
  ): Promise<TestRunSummary> {
    const running = active.get(runId);
    if (running === undefined) {
      return summarize(getStored(store, runId));
    }
    if (cancel) {
      running.cancel();
      return summarize(await running.over);
    }
    return await wait(running, view === "summary" ? waitMs : 0, task);
  }

  return {
    async run(request, task) {
      const selection = await selectTests(sources, store, request, task);
      if (selection.parts.length === 0) {
        return summarize(await keepNothing(store, request, selection));
      }
      const run = await start(request, selection);
      // A client that cancels the call wants no run either. Once it has an answer, the run goes on without it.
      const cancel = (): void => run.cancel();
      task.signal.addEventListener("abort", cancel, { once: true });
      try {
        return await wait(run, request.waitMs, task);
      } finally {
        task.signal.removeEventListener("abort", cancel);
      }
    },
    list: () => [
      ...[...active.keys()].toReversed().map((runId) => ({ runId, verdict: "running" as const })),
      ...store.list().map(({ id, verdict, tests }) => ({ runId: id, verdict, tests })),
    ],
    get: async (request, task) => tell(room, request, await find(request, task)),
    sandbox: async (task) => await room.sandbox.describe(task),
    async close() {
      const running = [...active.values()];
      running.forEach((run) => run.cancel());
      await Promise.allSettled(running.map(({ over }) => over));
    },
  };
}

function tell(
  { store, root }: RunRoom,
  { runId, view, offset, isContinued }: TestRunRequest,
  summary: TestRunSummary,
): TestRunAnswer {
  if (view === "failures") {
    return { view, summary, ...failedTests(store.find(runId), root, offset) };
  }
  if (view === "output") {
    const start = isContinued ? offset : undefined;
    return { view, summary, output: readOutput(store.outputsOf(runId), start, outputBytes) };
  }
  return { view, summary };
}

/** As much as the largest answer holds. */
const outputBytes = 30_000;

function getStored(store: RunStore, id: string): StoredRun {
  const run = store.find(id);
  if (run === undefined) {
    const [last] = store.list();
    throw new ToolError(
      "RUN_NOT_FOUND",
      `There is no test run ${JSON.stringify(id.slice(0, 60))}; the last 20 are kept.`,
      last === undefined ? "Call run_tests." : `The last one is ${last.id}.`,
    );
  }
  return run;
}
