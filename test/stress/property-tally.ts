import { randomTrial, type Trial } from "./property-case.ts";
import { joinLines } from "./property-file.ts";
import { randomOf } from "./property-random.ts";
import { openTrialFolder, type Tried } from "./property-try.ts";

export interface Tally {
  /** By what was done to the patch, then by what came of it. */
  readonly byHarm: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly byFormat: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Told in full, to be tried again by their number. */
  readonly wrong: readonly string[];
}

interface TallyOptions {
  readonly first: number;
  readonly count: number;
  readonly isOver?: () => boolean;
}

/** Tries the trials from one number on; a number is always the same trial. */
export async function tallyTrials({ first, count, isOver }: TallyOptions): Promise<Tally> {
  const byHarm = new Map<string, Map<string, number>>();
  const byFormat = new Map<string, Map<string, number>>();
  const wrong: string[] = [];
  const folder = openTrialFolder();
  try {
    for (let number = first; number < first + count; number += 1) {
      if (isOver?.() === true) {
        break;
      }
      const trial = randomTrial(randomOf(number));
      const tried = await folder.try(trial);
      const result = trial.isClear ? tried.result : "meant otherwise";
      if (result === "wrong" || result === "refused though due") {
        wrong.push(describe(number, trial, tried));
      }
      add(byFormat, trial.writing.format, result);
      for (const harm of trial.harm.length === 0 ? ["none"] : trial.harm) {
        add(byHarm, harm, result);
      }
    }
  } finally {
    folder.remove();
  }
  return { byHarm, byFormat, wrong };
}

function add(counts: Map<string, Map<string, number>>, name: string, result: string): void {
  const own = counts.get(name) ?? new Map<string, number>();
  own.set(result, (own.get(result) ?? 0) + 1);
  counts.set(name, own);
}

function describe(
  number: number,
  { writing, harm, before, sent, after }: Trial,
  tried: Tried,
): string {
  const meant = [...(after ?? [])].map(
    ([path, { lines }]) =>
      `${path}\n${JSON.stringify(lines.map(({ text, endings }) => text + (endings[0] ?? "")).join(""))}`,
  );
  return [
    `trial ${number}, ${writing.format}, ${harm.join(" and ") || "nothing wrong"}: ${tried.result}`,
    ...[...before].map(([path, { lines }]) => `${path}\n${JSON.stringify(joinLines(lines))}`),
    "text" in sent ? sent.text : JSON.stringify(sent.edits, undefined, 1),
    `meant: ${after === undefined ? "a refusal" : meant.join("\n")}`,
    `came: ${tried.why}`,
  ].join("\n");
}
