import { explainMissed, missedNames } from "./find-missed.ts";
import type { Judgement } from "./judge.ts";
import type { PackageRecord } from "./stored-run.ts";
import { type Verdict, verdicts } from "./test-run.ts";

/**
 * The verdict of a run of several packages: the worst. A package without tests counts only when there is no other: names
 * are looked for in all of them, and each has to be somewhere.
 */
export function judgeAll(
  packages: readonly PackageRecord[],
  names: readonly string[] | undefined,
  knownNames: readonly string[],
): Judgement {
  const counted = packages.filter(({ verdict }) => verdict !== "no_tests");
  const judged = counted.length > 0 && names !== undefined ? counted : packages;
  const worst = worstOf(judged.map(({ verdict }) => verdict));
  const missed =
    names === undefined || worst === "cancelled"
      ? []
      : missedNames(
          names,
          packages.map(({ report }) => report),
        ).map((name) => explainMissed(name, knownNames));
  const why = judged.flatMap((one) =>
    one.why.map((reason) =>
      packages.length > 1 ? `${one.folder} (${one.framework}): ${reason}` : reason,
    ),
  );
  return {
    verdict: missed.length > 0 ? worstOf([worst, "no_tests"]) : worst,
    why: [...new Set([...missed, ...why])],
  };
}

function worstOf(all: readonly Verdict[]): Verdict {
  return verdicts[Math.max(0, ...all.map((one) => verdicts.indexOf(one)))] ?? "passed";
}
