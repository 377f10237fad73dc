/** What a framework reported, in one shape. Paths are relative to the root, `/`-separated, where they lie inside; lines are 1-based. */
export interface TestReport {
  readonly tests: readonly TestResult[];
  /** Files that could not be collected, builds that failed, hooks outside tests: anything wrong that is no test's. */
  readonly suiteErrors: readonly SuiteError[];
  /** Whether the report says itself that the run came to its end. False when the process was ended in the middle. */
  readonly ended: boolean;
  /** Tests that began, where the framework tells; to be compared with those that finished. */
  readonly started?: number;
  /** The runner's own counts, where it gives them, to be compared with ours. */
  readonly claimed?: Readonly<Partial<Record<TestStatus, number>>>;
  /** Sentences: `2 lines of the report could not be read`. */
  readonly notes: readonly string[];
}

export type TestStatus = "passed" | "failed" | "skipped" | "todo";

export interface TestResult {
  /** As it can be sent back to select it. */
  readonly name: string;
  readonly path?: string;
  readonly line?: number;
  readonly status: TestStatus;
  readonly durationMs?: number;
  /** At least one when it failed. */
  readonly failures: readonly TestFailure[];
  /** A project or configuration of the framework, when one test runs in several. */
  readonly project?: string;
}

export interface TestFailure {
  /** `AssertionError`, `TypeError`, `panic`. */
  readonly type?: string;
  /** Without stack; may have several lines. */
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** As the framework printed it. */
  readonly diff?: string;
  /** Innermost first. */
  readonly frames: readonly Frame[];
}

export interface Frame {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly function?: string;
}

export interface SuiteError {
  readonly path?: string;
  readonly line?: number;
  readonly message: string;
  readonly frames: readonly Frame[];
}
