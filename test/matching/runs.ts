/** How many random cases a property is tried with: few in the suite, as many as REPOWRIGHT_RUNS says in a long run. */
export function runsOf(few: number): number {
  return Number(process.env["REPOWRIGHT_RUNS"] ?? few);
}

/** For the properties: ample in the suite, an hour in a long run. */
export const propertyTimeoutMs = process.env["REPOWRIGHT_RUNS"] === undefined ? 30_000 : 3_600_000;
