import { randomTrial, type Trial } from "./property-case.ts";
import { randomFragments } from "./property-fragments.ts";
import type { Random } from "./property-random.ts";
import { tallyTrials } from "./property-tally.ts";
import type { Section } from "./stress.ts";

/** Random repositories, edits and slips: a patch does what its author meant, or is refused, in every format. */
export const property = sectionOf("property", randomTrial);

/** The same patches, of those that nothing was done to, to be matched to the letter. */
export const exact = sectionOf("exact", (random) => toTheLetter(randomTrial(random)));

/** Texts that begin and end anywhere in lines, in place of which others are to stand. */
export const fragments = sectionOf("fragments", randomFragments);

function sectionOf(name: string, makeTrial: (random: Random) => Trial): Section {
  return {
    name,
    async run(seconds, { runs, from = 0 } = {}) {
      const endMs = performance.now() + (seconds ?? (runs === undefined ? 60 : Infinity)) * 1000;
      const { byHarm, byFormat, refused, wrong } = await tallyTrials({
        makeTrial,
        first: from,
        count: runs ?? Infinity,
        isOver: () => performance.now() > endMs,
      });
      const told = [...linesOf(byFormat), ...linesOf(byHarm), ...linesOfRefused(refused)];
      return { told, wrong };
    },
  };
}

/** A byte order mark is then text of the first line, and a line feed no end of lines that end in another way. */
function toTheLetter(trial: Trial): Trial {
  const files = [...trial.before.values()];
  const endings = files.flatMap(({ lines }) => lines.map(({ ending }) => ending));
  const isSent = files.every(({ encoding }) => encoding !== "utf-8-bom");
  return {
    ...trial,
    match: "exact",
    isClear: trial.isClear && trial.harm.length === 0 && isSent,
    isDue: trial.isDue && endings.every((ending) => !ending.includes("\r")),
  };
}

function linesOf(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): readonly string[] {
  return [...counts]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, results]) => {
      const all = [...results].toSorted(([left], [right]) => (left < right ? -1 : 1));
      return `${name}: ${all.map(([result, count]) => `${count} ${result}`).join(", ")}`;
    });
}

/** For whoever wants to read why. */
function linesOfRefused(refused: ReadonlyMap<string, readonly number[]>): readonly string[] {
  return [...refused].map(([code, trials]) => {
    const more = trials.length > mostNamed ? " …" : "";
    const named = trials.slice(0, mostNamed).join(" ");
    return `refused as sent, ${code}: ${trials.length}, trials ${named}${more}`;
  });
}

const mostNamed = 10;
