import type { TestReport } from "../frameworks/test-report.ts";
import { type Counts, noCounts } from "./test-run.ts";

export function countTests({ tests, suiteErrors }: TestReport): Counts {
  const counts = { ...noCounts(), suite_errors: suiteErrors.length };
  for (const { status } of tests) {
    counts[status] += 1;
  }
  return counts;
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = { ...noCounts() };
  for (const counts of all) {
    for (const status of ["passed", "failed", "skipped", "todo", "suite_errors"] as const) {
      sum[status] += counts[status];
    }
  }
  return sum;
}
