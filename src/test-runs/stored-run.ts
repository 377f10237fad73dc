import type { TestReport } from "../frameworks/test-report.ts";
import type { SandboxState } from "../sandbox/sandbox.ts";
import type { Chosen, Cluster, Difference, PackageOutcome, Verdict } from "./test-run.ts";

/** One package's part of a run that is over, with all that its framework reported. */
export interface PackageRecord extends PackageOutcome {
  readonly frameworkId: string;
  readonly report: TestReport;
}

/** A run that is over, as it is kept on disk. */
export interface StoredRun {
  readonly id: string;
  /** The same for runs of the same tests, so that they can be compared. */
  readonly key: string;
  /** Whether everything ran, so that what it does not tell of is not there any more. */
  readonly isWhole: boolean;
  readonly verdict: Verdict;
  readonly why: readonly string[];
  readonly durationMs: number;
  readonly packages: readonly PackageRecord[];
  readonly sandbox: SandboxState;
  readonly clusters: readonly Cluster[];
  readonly newFailures?: Difference;
  readonly fixed?: Difference;
  readonly chosen?: readonly Chosen[];
  readonly notes: readonly string[];
}
