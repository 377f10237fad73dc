import type { Mutation } from "./affected-mutations.ts";
import { type Figure, median } from "./measure.ts";

/** Test files. */
type Files = ReadonlySet<string>;

/** A change that a test notices. */
interface Trial {
  readonly mutation: Mutation;
  readonly line: number;
  readonly failing: Files;
  /** What the tool chooses. */
  readonly ours: Files;
  /** What `vitest related` runs. */
  readonly theirs: Files;
  readonly oursMs: number;
  readonly theirsMs: number;
  readonly wholeMs: number;
}

export interface Tally {
  readonly trials: Trial[];
  /** Changes by which no test fails. */
  unnoticed: number;
  /** Changes by which the tests do not come to an end. */
  endless: number;
}

/** Recall and precision over the files of all changes, so that one that breaks many counts for as many. */
export function figuresOfAffected({ trials, unnoticed, endless }: Tally, files: number): Figure[] {
  const samples = trials.length;
  const sum = (of: (trial: Trial) => number): number =>
    trials.reduce((total, trial) => total + of(trial), 0);
  const middle = (of: (trial: Trial) => number): number => median(trials.map(of));
  const besides = (value: number, other: number) => ({
    value,
    beside: { tool: "vitest related", value: other },
    samples,
  });
  const failing = sum((trial) => trial.failing.size);
  const found = besides(
    sum((trial) => common(trial.failing, trial.ours)),
    sum((trial) => common(trial.failing, trial.theirs)),
  );
  const chosen = besides(
    sum((trial) => trial.ours.size),
    sum((trial) => trial.theirs.size),
  );
  return [
    {
      name: "changes that a test notices",
      value: samples,
      unit: "count",
      note: `${unnoticed} that none does, ${endless} that never end`,
    },
    {
      name: "recall of failing test files",
      unit: "ratio",
      ...besides(found.value / failing, found.beside.value / failing),
      note: `${failing} files`,
    },
    {
      name: "precision",
      unit: "ratio",
      ...besides(found.value / chosen.value, found.beside.value / chosen.beside.value),
    },
    {
      name: `test files chosen, median, of ${files}`,
      unit: "count",
      ...besides(
        middle((trial) => trial.ours.size),
        middle((trial) => trial.theirs.size),
      ),
    },
    {
      name: "test files that `vitest related` alone chose",
      unit: "count",
      value: sum(({ ours, theirs }) => theirs.size - common(theirs, ours)),
    },
    {
      name: "test files that fail, median",
      unit: "count",
      value: middle((trial) => trial.failing.size),
    },
    {
      name: "time to choose",
      unit: "ms",
      value: middle((trial) => trial.oursMs),
      note: `\`vitest related\` with its tests: ${middle((trial) => trial.theirsMs).toFixed(0)} ms, a whole run: ${middle((trial) => trial.wholeMs).toFixed(0)} ms`,
    },
  ];
}

/** Each failing file that was not chosen, with the change. */
export function missedFiles({ trials }: Tally): string[] {
  return trials.flatMap(({ mutation: { path, kind }, line, failing, ours }) =>
    [...failing]
      .filter((file) => !ours.has(file))
      .map((file) => `${file} fails by ${path}:${line} (${kind}); ${ours.size} were chosen`),
  );
}

function common(some: Files, others: Files): number {
  return [...some].filter((file) => others.has(file)).length;
}
