import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { StoredRun } from "./stored-run.ts";

/** The last runs, in a folder of the cache; one folder each. */
export interface RunStore {
  /** Makes the folder of a new run, which only the user can enter. Its name is the run's id. */
  create(): Promise<{ readonly id: string; readonly folder: string }>;
  /** Keeps a run that is over and forgets the oldest. */
  keep(run: StoredRun): Promise<void>;
  /** Takes away what programs left in the folder of a run that is over: all but its record and outputs. */
  tidy(id: string): Promise<void>;
  /** Forgets a run that could not begin. */
  discard(id: string): Promise<void>;
  find(id: string): StoredRun | undefined;
  /** The last run that is over and for which something holds. */
  findLast(holds: (run: StoredRun) => boolean): StoredRun | undefined;
  /** The files with what the programs of a run wrote, absolute, in their order. */
  outputsOf(id: string): readonly string[];
}

const version = 1;
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
      if (find(id) !== undefined || now - mtimeMs > abandonedMs) {
        await rm(join(folder, id), { recursive: true, force: true });
        held.delete(id);
      }
    }
  }

  return {
    async create() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = await mkdtemp(join(folder, `r${Date.now().toString(36)}-`));
      return { id: path.slice(folder.length + 1), folder: path };
    },
    async keep(run) {
      hold(run);
      const file = join(folder, run.id, recordName);
      await writeFile(`${file}.new`, JSON.stringify({ version, run }), { mode: 0o600 });
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
    discard: async (id) => await rm(join(folder, id), { recursive: true, force: true }),
    find,
    findLast: (holds) => {
      for (const id of ids().slice(0, mostRuns)) {
        const run = find(id);
        if (run !== undefined && holds(run)) {
          return run;
        }
      }
      return undefined;
    },
    outputsOf: (id) => (runId.test(id) ? outputFiles(join(folder, id)) : []),
  };
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

/** What we wrote ourselves, in a folder that nobody else writes to; undefined when there is none. */
function readRecord(file: string): StoredRun | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isRecord(parsed) ? parsed.run : undefined;
  } catch {
    // Not over yet, or cut off by a full disk.
    return undefined;
  }
}

function isRecord(value: unknown): value is { readonly run: StoredRun } {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === version &&
    "run" in value
  );
}
