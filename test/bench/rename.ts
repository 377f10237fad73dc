import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TruthSymbol } from "../support/classic-truth.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";
import { type Figure, quantile } from "./measure.ts";
import type { Truth } from "./references-rows.ts";
import { type ErrorCounts, renameCompiler, type RenameCompiler } from "./rename-compiler.ts";
import { renameBack, renameFresh, type Trial } from "./rename-trial.ts";

export interface RenameReport {
  readonly figures: readonly Figure[];
  /** What each wrong edit broke. */
  readonly wrong: readonly string[];
}

/** Symbols that the tool renames; refused ones come on top. */
const mostTrials = 120;

/** The compiler runs once for so many renames, and for each of them where it finds something. */
const batchSize = 10;

/**
 * Renames symbols of a copy through the tool and back. A rename is wrong when the compiler says more or less about any
 * file than before, or when other bytes come back.
 */
export async function measureRename(root: string, truth: Truth): Promise<RenameReport> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "repowright-bench-rename-"));
  const copy = join(folder, "copy");
  await cp(root, copy, { recursive: true, verbatimSymlinks: true });
  const compiler = await renameCompiler(copy);
  const server = await startServer({
    root: copy,
    env: { REPOWRIGHT_CACHE_DIR: join(folder, "cache") },
  });
  const bench: Bench = { root: copy, source: root, server, compiler, was: await compiler.check() };
  const tally: Tally = { refused: new Map(), times: [], wrong: [] };
  try {
    await tryAll(bench, mostTelling(truth.symbols), tally);
    return { figures: figuresOf(tally), wrong: tally.wrong };
  } finally {
    await Promise.all([server.close(), compiler.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Bench {
  readonly root: string;
  /** What the copy was made from. */
  readonly source: string;
  readonly server: StartedServer;
  readonly compiler: RenameCompiler;
  /** The errors before any rename. */
  readonly was: ErrorCounts;
}

interface Tally {
  readonly refused: Map<string, number>;
  readonly times: number[];
  readonly wrong: string[];
}

/** Those named in several files first: imports, re-exports and members make a rename hard. */
function mostTelling(symbols: readonly TruthSymbol[]): TruthSymbol[] {
  return symbols.toSorted((a, b) => Number(isWide(b)) - Number(isWide(a)));
}

function isWide({ references }: TruthSymbol): boolean {
  return new Set(references.map(({ path }) => path)).size > 1;
}

async function tryAll(bench: Bench, symbols: readonly TruthSymbol[], tally: Tally): Promise<void> {
  let waiting = [...symbols];
  while (waiting.length > 0 && tally.times.length < mostTrials) {
    const later: TruthSymbol[] = [];
    const batch: Trial[] = [];
    for (const [index, symbol] of waiting.entries()) {
      const trial = await renameFresh(bench.server, bench.root, symbol);
      if (trial === undefined) {
        later.push(symbol);
      } else if (typeof trial === "string") {
        tally.refused.set(trial, (tally.refused.get(trial) ?? 0) + 1);
      } else {
        batch.push(trial);
      }
      if (batch.length === batchSize) {
        later.push(...waiting.slice(index + 1));
        break;
      }
    }
    if (batch.length === 0) {
      return;
    }
    tally.times.push(...batch.map(({ ms }) => ms));
    const wrong = await judge(bench, batch);
    tally.wrong.push(...(wrong.length > 0 ? await judgeEach(bench, batch) : []));
    process.stderr.write(`${tally.times.length} renamed, ${tally.wrong.length} wrong\n`);
    waiting = later;
  }
}

/** What is wrong with renames that are all in the tree, which they have left afterwards. */
async function judge({ root, server, compiler, was }: Bench, batch: Trial[]): Promise<string[]> {
  const names = batch.map(({ symbol }) => symbol.name).join(", ");
  const wrong = differences(was, await compiler.check()).map((one) => `${names}: ${one}`);
  for (const trial of batch.toReversed()) {
    const problem = await renameBack(server, root, trial);
    if (problem !== undefined) {
      return [...wrong, `${trial.symbol.name} ${keyOf(trial.symbol)}: ${problem}`];
    }
  }
  return wrong;
}

/** The same renames one at a time, each from the tree as it was. */
async function judgeEach(bench: Bench, batch: readonly Trial[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { symbol } of batch) {
    await restore(bench);
    const trial = await renameFresh(bench.server, bench.root, symbol);
    if (typeof trial === "object") {
      const problems = await judge(bench, [trial]);
      wrong.push(...(problems.length > 0 ? [`${keyOf(symbol)} ${problems.join("; ")}`] : []));
    } else {
      wrong.push(`${symbol.name} ${keyOf(symbol)}: the second time ${trial ?? "not there"}`);
    }
  }
  await restore(bench);
  const names = batch.map(({ symbol }) => symbol.name).join(", ");
  return wrong.length > 0 ? wrong : [`only together: ${names}`];
}

async function restore({ source, root }: Bench): Promise<void> {
  await cp(source, root, { recursive: true, force: true, verbatimSymlinks: true });
}

function differences(was: ErrorCounts, is: ErrorCounts): string[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .map((key) => `${key} ${was.get(key) ?? 0} → ${is.get(key) ?? 0}`);
}

function keyOf({ at: { path, line, column } }: TruthSymbol): string {
  return `${path}:${line}:${column}`;
}

function figuresOf({ refused, times, wrong }: Tally): Figure[] {
  return [
    { name: "symbols renamed and renamed back", value: times.length, unit: "count" },
    { name: "wrong edits", value: wrong.length, unit: "count" },
    ...[...refused].map(([code, value]): Figure => ({
      name: `refused with ${code}`,
      value,
      unit: "count",
    })),
    { name: "rename_symbol, median", value: quantile(times, 0.5), unit: "ms" },
    { name: "rename_symbol, p95", value: quantile(times, 0.95), unit: "ms" },
  ];
}
