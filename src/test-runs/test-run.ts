import type { TestStatus } from "../frameworks/test-report.ts";
import type { SandboxState } from "../sandbox/sandbox.ts";

/** From the best to the worst; a run of several packages has the worst of theirs. */
export const verdicts = [
  "passed",
  "no_tests",
  "incomplete",
  "failed",
  "error",
  "timeout",
  "cancelled",
  "running",
] as const;

/**
 * `passed`: the runner came to its end, exit code 0, at least one test ran, and nothing went wrong. `incomplete`: it
 * ended before it was through. `error`: it did not start.
 */
export type Verdict = (typeof verdicts)[number];

export const testScopes = ["all", "affected", "failed"] as const;
type TestScope = (typeof testScopes)[number];

export const testRunViews = ["summary", "failures", "output"] as const;
type TestRunView = (typeof testRunViews)[number];

export interface RunTestsRequest {
  readonly scope: TestScope;
  /** Files or folders, relative to the root. */
  readonly files?: readonly string[] | undefined;
  /** Names of tests, or parts of them. */
  readonly names?: readonly string[] | undefined;
  /** For `affected`: the commit that the working tree is compared with. */
  readonly since?: string | undefined;
  /** After so long the run goes on without the caller. */
  readonly waitMs: number;
  readonly timeoutMs: number;
  readonly updateSnapshots: boolean;
}

/** A run that is kept, as a list shows it. */
export interface TestRunHead {
  readonly runId: string;
  readonly verdict: Verdict;
  /** How many tests it tells of; nothing while it runs. */
  readonly tests?: number;
}

export interface TestRunRequest {
  readonly runId: string;
  readonly view: TestRunView;
  readonly cancel: boolean;
  readonly waitMs: number;
  /** Where a list begins; in bytes for `output`. */
  readonly offset: number;
  /** Whether that was asked for: output is otherwise shown from its end. */
  readonly isContinued: boolean;
}

export type Counts = Readonly<Record<TestStatus | "suite_errors", number>>;

/** A place of a failure, with what stands there. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly text?: string;
  /** Who called it, nearest first: `test/cart.test.ts:12`. */
  readonly from: readonly string[];
}

/** A test as it can be sent back: its file in `files`, its name in `names`. */
export interface TestSelector {
  readonly name: string;
  readonly path?: string;
  readonly line?: number;
}

/** Failures that say the same. */
export interface Cluster {
  readonly count: number;
  /** `suite error` for what is no test's: a file that cannot be loaded, a build that fails. */
  readonly type?: string;
  readonly message: string;
  readonly diff?: string;
  readonly frame?: Place;
  /** The first few. */
  readonly tests: readonly TestSelector[];
}

/** One package's part of a run. */
export interface PackageOutcome {
  /** Relative to the root, which is `.`. */
  readonly folder: string;
  /** As people know the framework. */
  readonly framework: string;
  /** What told that it is this one. */
  readonly because: string;
  readonly command: string;
  readonly verdict: Verdict;
  /** Sentences that say why it is not `passed`, where counts do not. */
  readonly why: readonly string[];
  readonly counts: Counts;
  readonly durationMs: number;
}

/** A test file that was chosen because of a change. */
export interface Chosen {
  /** A package's folder where all of its tests are meant. */
  readonly path: string;
  readonly reason: string;
}

export interface Difference {
  readonly total: number;
  readonly tests: readonly TestSelector[];
}

export interface TestRunSummary {
  readonly runId: string;
  readonly verdict: Verdict;
  readonly why: readonly string[];
  readonly counts: Counts;
  readonly durationMs: number;
  readonly packages: readonly PackageOutcome[];
  readonly sandbox: SandboxState;
  readonly clusters: readonly Cluster[];
  /** Against the last run of the same tests; not given where there is none. */
  readonly newFailures?: Difference;
  readonly fixed?: Difference;
  readonly chosen?: readonly Chosen[];
  /** What a running one does now. */
  readonly now?: string;
  readonly notes: readonly string[];
}

export interface FailedTest extends TestSelector {
  readonly project?: string;
  readonly type?: string;
  readonly message: string;
}

export interface OutputLine {
  readonly text: string;
  /** In bytes: where the next line begins. */
  readonly end: number;
}

/** Part of what the programs of a run wrote. */
export interface OutputPart {
  readonly lines: readonly OutputLine[];
  /** In bytes, where the part begins, and of the whole. */
  readonly offset: number;
  readonly total: number;
  /** Whether it was asked for from its end. */
  readonly isEnd: boolean;
}

export type TestRunAnswer =
  | { readonly view: "summary"; readonly summary: TestRunSummary }
  | {
      readonly view: "failures";
      readonly summary: TestRunSummary;
      readonly failures: readonly FailedTest[];
      readonly total: number;
    }
  | { readonly view: "output"; readonly summary: TestRunSummary; readonly output: OutputPart };

export function noCounts(): Counts {
  return { passed: 0, failed: 0, skipped: 0, todo: 0, suite_errors: 0 };
}

export type { SandboxState };
