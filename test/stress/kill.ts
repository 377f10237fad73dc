import { existsSync, lstatSync } from "node:fs";
import { tmpdir } from "node:os";

import { killEverywhere, type KillReport } from "../transaction/kill-harness.ts";
import type { Outcome, Section } from "./stress.ts";

/** Kills an edit at every step, and the recovery from some of these kills at every step of its own. */
export const kill: Section = {
  name: "kill",
  async run(seconds) {
    const limitMs = seconds === undefined ? Infinity : (seconds * 1000) / (canBeElsewhere ? 2 : 1);
    const options = { everyStep: 1, everyRecovery: 10, parallel: 2, limitMs };
    const reports = [outcomeOf("edits kept in the root", await killEverywhere(options))];
    if (canBeElsewhere) {
      const report = await killEverywhere({ ...options, elsewhere });
      reports.push(outcomeOf("edits kept on another file system", report));
    }
    return {
      told: reports.flatMap(({ told }) => told),
      wrong: reports.flatMap(({ wrong }) => wrong),
    };
  },
};

const elsewhere = "/dev/shm";
const canBeElsewhere =
  existsSync(elsewhere) && lstatSync(elsewhere).dev !== lstatSync(tmpdir()).dev;

function outcomeOf(where: string, report: KillReport): Outcome {
  const { steps, tried, kills, tornBefore, old, new: fresh, wrong } = report;
  const told = [
    `${where}: killed at ${tried} of ${steps} steps, ${kills} recoveries with those killed themselves`,
    `${tornBefore} trees torn before recovery, ${wrong.length} after: ${old} old, ${fresh} new`,
  ];
  return { told, wrong };
}
