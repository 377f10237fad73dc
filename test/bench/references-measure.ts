import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { keyOf, type Place } from "../support/classic-language-service.ts";
import type { TruthSymbol } from "../support/classic-truth.ts";
import { median, quantile, timed } from "./measure.ts";
import { treeMemory } from "./process-tree.ts";
import type { FinderKind, FoundReferences, ReferenceFinder } from "./references-finder.ts";
import type { Truth } from "./references-rows.ts";
import { compareWithTruth, type Comparison } from "./references-truthful.ts";

/** What one tool does on one repository. Times are in ms. */
export interface Measured {
  readonly comparison: Comparison;
  /** From the start of the process to its first answer; the median of some processes. */
  readonly first: number;
  /** The share of the references that this first answer held, at its worst. */
  readonly firstRecall: number;
  readonly p50: number;
  readonly p95: number;
  readonly symbols: number;
  /** Until all of 60 questions that are asked at once are answered. */
  readonly burst: number;
  /** From a change of the file of the definition to the answer; the median. */
  readonly edit: number;
  /** How many of these answers are not those from before the change, moved with the text. */
  readonly stale: number;
  readonly memory: { readonly now: number; readonly peak: number };
}

/** Starts a tool some times for its first answer, and once for everything else. */
export async function measureFinder(
  kind: FinderKind,
  root: string,
  truth: Truth,
): Promise<Measured> {
  const firsts: { time: number; recall: number }[] = [];
  for (let run = 0; run < 3; run += 1) {
    firsts.push(await firstAnswer(kind, root, truth));
  }
  const finder = await kind.start(root);
  try {
    const times: number[] = [];
    const comparison = await compareWithTruth(truth, async ({ at }) => {
      let found: FoundReferences = { references: [] };
      times.push(
        await timed(async () => {
          found = await finder.find(at);
        }),
      );
      return found;
    });
    // The first of them made the process ready.
    const warm = times.slice(1);
    const burst = await timed(
      async () =>
        await Promise.allSettled(
          truth.symbols.slice(0, 60).map(async ({ at }) => await finder.find(at)),
        ),
    );
    return {
      comparison,
      first: median(firsts.map(({ time }) => time)),
      firstRecall: Math.min(...firsts.map(({ recall }) => recall)),
      p50: median(warm),
      p95: quantile(warm, 0.95),
      symbols: warm.length,
      burst,
      ...(await measureEdits(finder, root, truth)),
      memory: await treeMemory(finder.pid),
    };
  } finally {
    await finder.close();
  }
}

async function firstAnswer(
  kind: FinderKind,
  root: string,
  truth: Truth,
): Promise<{ time: number; recall: number }> {
  const symbol = wideSymbols(truth)[0];
  if (symbol === undefined) {
    throw new Error("no symbol to ask for");
  }
  const start = performance.now();
  const finder = await kind.start(root);
  try {
    let time = Number.NaN;
    const { recall } = await compareWithTruth({ ...truth, symbols: [symbol] }, async ({ at }) => {
      const found = await finder.find(at);
      time = performance.now() - start;
      return found;
    });
    return { time, recall };
  } finally {
    await finder.close();
  }
}

/** Empty lines are put before a file's first, so that a right answer has to move with them. The file is put back. */
async function measureEdits(
  finder: ReferenceFinder,
  root: string,
  truth: Truth,
): Promise<{ edit: number; stale: number }> {
  const times: number[] = [];
  let stale = 0;
  for (const { at } of wideSymbols(truth).slice(0, 5)) {
    const before = await finder.find(at);
    const original = await readFile(join(root, at.path), "utf8");
    try {
      for (let lines = 1; lines <= 4; lines += 1) {
        const moved = ({ path, line, column }: Place): Place => ({
          path,
          line: path === at.path ? line + lines : line,
          column,
        });
        const expected = new Set(before.references.map((place) => keyOf(moved(place))));
        let found: FoundReferences = { references: [] };
        times.push(
          await timed(async () => {
            await finder.change(at.path, "\n".repeat(lines) + original);
            found = await finder.find(moved(at));
          }),
        );
        const isFresh =
          found.references.length === before.references.length &&
          found.references.every((place) => expected.has(keyOf(place)));
        stale += isFresh ? 0 : 1;
      }
    } finally {
      await finder.change(at.path, original);
    }
  }
  return { edit: median(times), stale };
}

/** Symbols that many files use, but not the most of all; each in another file. */
function wideSymbols({ symbols }: Truth): readonly TruthSymbol[] {
  const wide = symbols
    .toSorted((a, b) => filesOf(b) - filesOf(a))
    .slice(Math.floor(symbols.length / 20));
  return wide.filter(({ at }, index) => wide.findIndex((one) => one.at.path === at.path) === index);
}

function filesOf({ references }: TruthSymbol): number {
  return new Set(references.map(({ path }) => path)).size;
}
