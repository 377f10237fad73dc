import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TruthSymbol } from "../support/classic-truth.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";
import { type Figure, quantile } from "./measure.ts";
import type { Truth } from "./references-rows.ts";
import { type Errors, renameCompiler, type RenameCompiler } from "./rename-compiler.ts";
import { fresh, renameBack, renameFresh, type Trial } from "./rename-trial.ts";

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
 * Renames symbols of a copy through the tool and back. A rename is wrong when the compiler has a new error about any file,
 * or when other bytes come back.
 */
export async function measureRename(root: string, truth: Truth): Promise<RenameReport> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "repowright-bench-rename-"));
  const copy = join(folder, "copy");
  await cp(root, copy, { recursive: true, verbatimSymlinks: true });
  const compiler = await renameCompiler(copy, truth.files);
  const server = await startServer({
    root: copy,
    env: { REPOWRIGHT_CACHE_DIR: join(folder, "cache") },
    // A member of a type that everything uses is checked in hundreds of files.
    timeoutMs: 600_000,
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
  readonly was: Errors;
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
    tally.wrong.push(...wrong);
    // It takes minutes: what is known is told at once.
    process.stderr.write(`${[`${tally.times.length} renamed`, ...wrong].join("\n  wrong: ")}\n`);
    waiting = later;
  }
}

/** What is wrong with renames that are all in the tree, which they have left afterwards. */
async function judge(bench: Bench, batch: readonly Trial[]): Promise<string[]> {
  const errors = differences(bench.was, await bench.compiler.check());
  const wrong: string[] = [];
  for (const trial of batch.toReversed()) {
    const problem = await renameBack(bench.server, bench.root, trial);
    if (problem !== undefined) {
      wrong.push(`${described(trial)}: ${problem}`);
      break;
    }
  }
  if (wrong.length > 0) {
    await restore(bench);
  }
  return [...wrong, ...blame(batch, errors)];
}

/** Errors by the renames that may be behind them: those whose name they tell, or else whoever changed their file. */
function blame(batch: readonly Trial[], errors: readonly Difference[]): string[] {
  const byTrials = new Map<string, string[]>();
  for (const { path, summary, messages } of errors) {
    const text = messages.join("\n");
    const named = batch.filter(({ symbol }) => isNamed(symbol.name, text));
    const near = batch.filter(({ changed }) => changed.includes(path));
    const suspects = [named, near, batch].find((some) => some.length > 0) ?? [];
    const names = suspects.map(described).join(" or ");
    byTrials.set(names, [...(byTrials.get(names) ?? []), summary]);
  }
  return [...byTrials].map(([names, summaries]) => `${names}: ${summaries.join("; ")}`);
}

function isNamed(name: string, text: string): boolean {
  return text.split(/[^\p{ID_Continue}$#]+/u).some((word) => word === name || word === fresh(name));
}

function described({ symbol: { name, at } }: Trial): string {
  return `${name} ${at.path}:${at.line}:${at.column}`;
}

async function restore({ source, root }: Bench): Promise<void> {
  await cp(source, root, { recursive: true, force: true, verbatimSymlinks: true });
}

interface Difference {
  readonly path: string;
  readonly summary: string;
  /** Those that are new, where messages alone tell. */
  readonly messages: readonly string[];
}

function differences(was: Errors, is: Errors): Difference[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [before, after] = [was.get(key) ?? [], is.get(key) ?? []];
    // Which of several errors the compiler reports depends on the order in which it meets types.
    if (after.length <= before.length) {
      return [];
    }
    const messages = after.filter((message) => !before.includes(message));
    const [first = ""] = messages;
    const summary = `${key} ${before.length} → ${after.length} ${first.slice(0, 300)}`;
    return [{ path: key.split(" ")[0] ?? "", summary, messages }];
  });
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
