import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { runFailure } from "./run-failure.ts";
import { readHead, readRecord, renderRecord, type RunHead } from "./run-record.ts";
import type { StoredRun } from "./stored-run.ts";

/** The last runs, in a folder of the cache; one folder each. */
export interface RunStore {
  /**
   * Makes the folder of a new run, which only the user can enter. Its name is the run's id.
   * @throws ToolError IO where the cache takes no files
   */
  create(): Promise<{ readonly id: string; readonly folder: string }>;
  /** Keeps a run that is over and forgets the oldest. */
  keep(run: StoredRun): Promise<void>;
  /** Takes away what programs left in the folder of a run that is over: all but its record and outputs. */
  tidy(id: string): Promise<void>;
  /** Forgets a run that could not begin. */
  discard(id: string): Promise<void>;
  find(id: string): StoredRun | undefined;
  /** The runs that are over, the newest first. Each is read when it is asked for. */
  list(): readonly RunHead[];
  /** The files with what the programs of a run wrote, absolute, in their order. */
  outputsOf(id: string): readonly string[];
}

const mostRuns = 20;
/** A folder without a record is of a run under way, or of a process that was killed. */
const abandonedMs = 24 * 60 * 60 * 1000;
const recordName = "run.json";

/** @param folder absolute; made when the first run begins */
export function openRunStore(folder: string): RunStore {
  /** Reports can be large, so only few are held; the others are read again. */
  const held = new Map<string, StoredRun>();

  function ids(): string[] {
    try {
      return readdirSync(folder)
        .filter((name) => runId.test(name))
        .toSorted()
        .toReversed();
    } catch {
      // No run yet.
      return [];
    }
  }

  function find(id: string): StoredRun | undefined {
    if (!runId.test(id)) {
      return undefined;
    }
    const run = held.get(id) ?? readRecord(join(folder, id, recordName));
    if (run !== undefined) {
      hold(run);
    }
    return run;
  }

  function hold(run: StoredRun): void {
    held.delete(run.id);
    held.set(run.id, run);
    [...held.keys()].slice(0, -mostHeld).forEach((id) => held.delete(id));
  }

  async function prune(): Promise<void> {
    const now = Date.now();
    for (const id of ids().slice(mostRuns)) {
      const { mtimeMs } = await stat(join(folder, id)).catch(() => ({ mtimeMs: now }));
      if (readHead(join(folder, id, recordName)) !== undefined || now - mtimeMs > abandonedMs) {
        await remove(join(folder, id));
        held.delete(id);
      }
    }
  }

  return {
    async create() {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const path = await mkdtemp(join(folder, `r${timeOfNext(ids()[0]).toString(36)}-`));
        return { id: path.slice(folder.length + 1), folder: path };
      } catch (error) {
        throw runFailure(error);
      }
    },
    async keep(run) {
      hold(run);
      const file = join(folder, run.id, recordName);
      await writeFile(`${file}.new`, renderRecord(run), { mode: 0o600 });
      await rename(`${file}.new`, file);
      await prune();
    },
    async tidy(id) {
      const left = readdirSync(join(folder, id)).filter((name) => /^\d+$/u.test(name));
      await Promise.all(
        left.map(
          async (name) => await rm(join(folder, id, name), { recursive: true, force: true }),
        ),
      );
    },
    discard: async (id) => await remove(join(folder, id)),
    find,
    list: () =>
      ids()
        .slice(0, mostRuns)
        .flatMap((id) => readHead(join(folder, id, recordName)) ?? []),
    outputsOf: (id) => (runId.test(id) ? outputFiles(join(folder, id)) : []),
  };
}

/** Later than the newest run, also when the clock was set back or two begin in one millisecond: names tell the order. */
function timeOfNext(newest: string | undefined): number {
  const before = newest === undefined ? 0 : Number.parseInt(newest.slice(1), 36);
  return Math.max(Date.now(), before + 1);
}

/** Tests can make folders that cannot be removed; that is no reason to lose what they reported. */
async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** `0.output`, `1.output` and so on, one for each package. */
function outputFiles(folder: string): string[] {
  const numbers = readdirSync(folder)
    .flatMap((name) => /^(\d+)\.output$/u.exec(name)?.[1] ?? [])
    .map(Number);
  return numbers.toSorted((a, b) => a - b).map((number) => join(folder, `${number}.output`));
}

const mostHeld = 3;
/** Made by `create`: sorted by name they are sorted by time. */
const runId = /^r[\da-z]{8,9}-[\w-]{6}$/u;
