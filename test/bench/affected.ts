import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openRunStore } from "../../src/test-runs/run-store.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";
import { figuresOfAffected, missedFiles, type Tally } from "./affected-figures.ts";
import { type Mutation, mutate, sampleMutations } from "./affected-mutations.ts";
import { copyProject } from "./affected-project.ts";
import { Vitest, type VitestRun } from "./affected-vitest.ts";
import type { Figure } from "./measure.ts";

export interface AffectedReport {
  readonly figures: readonly Figure[];
  /** Each failing file that was not chosen, with the change. */
  readonly missed: readonly string[];
}

/**
 * Changes one place after another in a copy of a vitest project, and compares the test files that newly fail with those
 * that `run_tests` chooses for scope affected, and with those of `vitest related --run`. Changes that no test notices tell
 * nothing of what was missed.
 */
export async function measureAffected(
  root: string,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<AffectedReport> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "repowright-bench-affected-"));
  const copy = join(folder, "copy");
  const sources = await copyProject(root, copy);
  const cache = join(folder, "cache");
  const vitest = new Vitest(copy, folder);
  const server = await startServer({
    root: copy,
    env: { REPOWRIGHT_CACHE_DIR: cache },
    timeoutMs: 300_000,
  });
  const tally: Tally = { trials: [], unnoticed: 0, endless: 0 };
  try {
    const whole = await vitest.all();
    if (whole === undefined) {
      throw new Error(`vitest does not run in ${root}`);
    }
    for (const mutation of sampleMutations(sources, count, seed)) {
      await tryMutation({ root: copy, cache, server, vitest, whole }, mutation, tally);
      process.stderr.write(`${progressOf(tally)}\n`);
    }
    return { figures: figuresOfAffected(tally, whole.files.length), missed: missedFiles(tally) };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Bench {
  readonly root: string;
  /** The server's own. */
  readonly cache: string;
  readonly server: StartedServer;
  readonly vitest: Vitest;
  /** The run without any change. */
  readonly whole: VitestRun;
}

/** For whoever waits. */
function progressOf({ trials, unnoticed, endless }: Tally): string {
  const last = trials.at(-1);
  const missed = [...(last?.failing ?? [])].filter((file) => last?.ours.has(file) !== true);
  return `${trials.length} noticed, ${unnoticed} not, ${endless} endless; last noticed: ${last?.mutation.path}, ${last?.failing.size} fail, ${last?.ours.size} chosen, ${last?.theirs.size} related, ${missed.length} missed`;
}

async function tryMutation(bench: Bench, mutation: Mutation, tally: Tally): Promise<void> {
  const file = join(bench.root, mutation.path);
  const text = await readFile(file, "utf8");
  await writeFile(file, mutate(text, mutation));
  try {
    const [truth, wholeMs] = await clocked(async () => await bench.vitest.all());
    const failing = truth === undefined ? undefined : newlyFailing(truth, bench.whole);
    if (failing === undefined || failing.size === 0) {
      tally.unnoticed += failing === undefined ? 0 : 1;
      tally.endless += failing === undefined ? 1 : 0;
      return;
    }
    const [ours, oursMs] = await clocked(async () => await chosenBy(bench));
    const related = await bench.vitest.related(mutation.path);
    const line = text.slice(0, mutation.start).split("\n").length;
    const theirs = new Set(related.files);
    const theirsMs = related.ms;
    tally.trials.push({ mutation, line, failing, ours, theirs, oursMs, theirsMs, wholeMs });
  } finally {
    await writeFile(file, text);
  }
}

async function clocked<T>(run: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  return [await run(), performance.now() - start];
}

function newlyFailing({ failed }: VitestRun, before: VitestRun): ReadonlySet<string> {
  const known = new Set(before.failed.map(({ file, name }) => `${file}\n${name}`));
  return new Set(
    failed.filter(({ file, name }) => !known.has(`${file}\n${name}`)).map(({ file }) => file),
  );
}

/** What the tool chooses is kept when the run is over; it need not come to its end for that. */
async function chosenBy({ server, cache, whole }: Bench): Promise<ReadonlySet<string>> {
  const { structuredContent } = await server.call("run_tests", {
    scope: "affected",
    wait_seconds: 0,
  });
  // Checked by the client against the tool's own schema.
  const { run_id: runId } = structuredContent as { run_id: string };
  await server.call("get_test_run", { run_id: runId, cancel: true });
  const [folder = ""] = await readdir(join(cache, "tests"));
  // The answer shows the first few alone.
  const chosen = openRunStore(join(cache, "tests", folder)).find(runId)?.chosen ?? [];
  return new Set(chosen.flatMap(({ path }) => (path === "." ? whole.files : [path])));
}
