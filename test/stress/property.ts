import type { Section } from "./stress.ts";
import { tallyTrials } from "./property-tally.ts";

/** Random repositories, edits and slips: a patch does what its author meant, or is refused, in every format. */
export const property: Section = {
  name: "property",
  async run(seconds, { runs, from = 0 } = {}) {
    const endMs = performance.now() + (seconds ?? (runs === undefined ? 60 : Infinity)) * 1000;
    const { byHarm, byFormat, wrong } = await tallyTrials({
      first: from,
      count: runs ?? Infinity,
      isOver: () => performance.now() > endMs,
    });
    return { told: [...linesOf(byFormat), ...linesOf(byHarm)], wrong };
  },
};

function linesOf(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): readonly string[] {
  return [...counts]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, results]) => {
      const all = [...results].toSorted(([left], [right]) => (left < right ? -1 : 1));
      return `${name}: ${all.map(([result, count]) => `${count} ${result}`).join(", ")}`;
    });
}
