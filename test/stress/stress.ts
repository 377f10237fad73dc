import { parseArgs } from "node:util";

import { calls } from "./calls.ts";
import { faults } from "./faults.ts";
import { fuzz } from "./fuzz.ts";
import { kill } from "./kill.ts";
import { exact, fragments, property } from "./property.ts";
import { race } from "./race.ts";
import { soak } from "./soak.ts";
import { wire } from "./wire.ts";

/** Something done for so long that what is rare happens. */
export interface Section {
  readonly name: string;
  /** @param seconds how long it may take; undefined for as long as it takes to be complete, or a minute */
  run(seconds: number | undefined, cases?: Cases): Promise<Outcome>;
}

/** Which of numbered cases are tried. */
export interface Cases {
  readonly runs?: number;
  /** The number of the first one. */
  readonly from?: number;
  /** The repository that is copied for them. */
  readonly repo?: string;
}

export interface Outcome {
  /** Counts, for people. */
  readonly told: readonly string[];
  /** Whatever should never happen, and did. */
  readonly wrong: readonly string[];
}

/** In this order; each can be run alone. */
const sections: readonly Section[] = [
  property,
  exact,
  fragments,
  fuzz,
  faults,
  race,
  kill,
  wire,
  calls,
  soak,
];

/** `stress.js [--only NAME] [--seconds N] [--runs N] [--from N] [--repo PATH]`: exit code 1 when anything went wrong. */
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    seconds: { type: "string" },
    runs: { type: "string" },
    from: { type: "string" },
    repo: { type: "string" },
  },
});
const chosen = sections.filter(({ name }) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  throw new Error(`There are only ${sections.map(({ name }) => name).join(", ")}.`);
}
for (const section of chosen) {
  const startMs = performance.now();
  const { told, wrong } = await section.run(
    values.seconds === undefined ? undefined : Number(values.seconds),
    {
      ...(values.runs !== undefined && { runs: Number(values.runs) }),
      ...(values.from !== undefined && { from: Number(values.from) }),
      ...(values.repo !== undefined && { repo: values.repo }),
    },
  );
  const seconds = Math.round((performance.now() - startMs) / 1000);
  process.stdout.write(`${section.name}, ${seconds} s: ${wrong.length} wrong\n`);
  for (const line of [...told, ...wrong.slice(0, 60).map((what) => `WRONG ${what}`)]) {
    process.stdout.write(`  ${line}\n`);
  }
  process.exitCode = wrong.length > 0 ? 1 : process.exitCode;
}
