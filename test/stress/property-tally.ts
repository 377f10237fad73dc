import type { Trial } from "./property-case.ts";
import { joinLines } from "./property-file.ts";
import { type Random, randomOf } from "./property-random.ts";
import { openTrialFolder, type Tried } from "./property-try.ts";

export interface Tally {
  /** By what was done to the patch, then by what came of it. */
  readonly byHarm: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly byFormat: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By code, the trials in which a patch was refused that nothing had been done to. */
  readonly refused: ReadonlyMap<string, readonly number[]>;
  /** Told in full, to be tried again by their number. */
  readonly wrong: readonly string[];
}

interface TallyOptions {
  readonly makeTrial: (random: Random) => Trial;
  readonly first: number;
  readonly count: number;
  readonly isOver?: () => boolean;
}

/** Tries the trials from one number on; a number is always the same trial. */
export async function tallyTrials({
  makeTrial,
  first,
  count,
  isOver,
}: TallyOptions): Promise<Tally> {
  const byHarm = new Map<string, Map<string, number>>();
  const byFormat = new Map<string, Map<string, number>>();
  const refused = new Map<string, number[]>();
  const wrong: string[] = [];
  const folder = openTrialFolder();
  try {
    for (let number = first; number < first + count; number += 1) {
      if (isOver?.() === true) {
        break;
      }
      const trial = makeTrial(randomOf(number));
      const tried = await folder.try(trial);
      const result = trial.isClear ? tried.result : "meant otherwise";
      if (result === "wrong" || result === "refused though due") {
        wrong.push(describe(number, trial, tried));
      }
      if (result === "refused" && trial.harm.length === 0) {
        const code = tried.why.split(" ")[0] ?? "";
        refused.set(code, [...(refused.get(code) ?? []), number]);
      }
      add(byFormat, trial.writing.format, result);
      for (const harm of trial.harm.length === 0 ? ["none"] : trial.harm) {
        add(byHarm, harm, result);
      }
    }
  } finally {
    folder.remove();
  }
  return { byHarm, byFormat, refused, wrong };
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
