import type { TestReport } from "./test-report.ts";

/** What detection may look at: a folder's files by name, and the text of those asked for. Nothing is run. */
export interface PackageFiles {
  /** The package's folder, relative to the root; "" for the root. */
  readonly folder: string;
  /** Whether a listed file has this path relative to the package. */
  has(path: string): boolean;
  /** Listed files of the package (those of packages within it left out), relative to it. */
  readonly paths: readonly string[];
  /** Text of a file relative to the package; undefined when it is not there, no text, or above 1 MB. */
  read(path: string): string | undefined;
}

/** How a package's tests are run, found by reading alone. */
export interface DetectedTests {
  /** What told: `scripts.test`, `jest.config.js`, `devDependencies`. */
  readonly because: string;
  /** Program and arguments as configured, from the test script; flags are kept. Not given when a default is used. */
  readonly configured?: readonly string[];
  /** Environment that the script itself sets (`cross-env A=1`, `A=1 mocha`). */
  readonly environment?: Readonly<Record<string, string>>;
  /** The script's other commands, which are not run: `tsc`, `eslint .`. */
  readonly leftOut?: readonly string[];
}

/** One run of one package with one framework. */
export interface RunRequest {
  /** Absolute: the root, and the folder the framework runs in. */
  readonly root: string;
  readonly cwd: string;
  readonly detected: DetectedTests;
  /** Test files relative to `cwd`; all if not given. They exist, lie inside, and do not begin with "-". */
  readonly files?: readonly string[];
  /** Test names as reported by a run (`TestResult.name`), or parts of them; not escaped yet. */
  readonly names?: readonly string[];
  /** Whether these are whole names, each as a run reported it; parts of names otherwise. */
  readonly exactNames?: boolean;
  /** Lines of test files, where the framework can select by line. */
  readonly updateSnapshots: boolean;
  /** Whether the sandbox gives no network, so that package managers had better not try. */
  readonly offline?: boolean;
  /** Absolute; a folder of this run alone that the framework may write to. */
  readonly runFolder: string;
  /** Absolute folder of our reporters. */
  readonly reporters: string;
  /** Finds a program: of the package's `node_modules/.bin` and those above it inside the root, `.venv/bin`, or PATH; absolute. */
  find(program: string): string | undefined;
  /** Of the `node` that `find` gives, `22.1.0`, where it is known. */
  readonly nodeVersion?: string;
  /** The version of an installed npm package, seen from `cwd`. */
  installedVersion(name: string): string | undefined;
}

export interface RunPlan {
  /** Absolute. */
  readonly command: string;
  readonly args: readonly string[];
  /** On top of the sandboxed environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the framework will have written, absolute; each may be missing. Globs end in `*.xml`. */
  readonly outputs: readonly string[];
  /** Sentences for the answer: `ava cannot select by name and line at once`. */
  readonly notes: readonly string[];
  /** Whether standard output is the report: all of it is needed up to a cap, not its head and tail alone. */
  readonly reportOnStdout?: true;
}

/** What a run left behind. */
export interface RunOutputs {
  readonly root: string;
  readonly cwd: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Head and tail, when it was longer than the ring. */
  readonly stdout: string;
  readonly stderr: string;
  /** Listed files relative to `cwd`, for runners that name a file by its last part: `CartTest.java:12`. */
  readonly paths?: readonly string[];
  /** What `keyFile` held; a report that our reporter wrote with it is known by it. */
  readonly reportKey?: string;
  /** Contents of the plan's outputs that are there, by absolute path. */
  readonly files: ReadonlyMap<string, string>;
}

/** A test framework: data and pure functions. It says how to run and how to read; test-runs/ runs. */
export interface Framework {
  readonly id: string;
  /** As people know it. */
  readonly title: string;
  /** Which files hold its tests, by their path relative to the package; for selection. */
  isTestFile(path: string): boolean;
  /** Programs in a test script that mean this framework: `vitest`, `jest`. */
  readonly programs: readonly string[];
  detect(files: PackageFiles): DetectedTests | undefined;
  /**
   * Whether a run of the package above includes the tests of one below it, as its manifest says. Not given where only the
   * run's report tells.
   */
  includes?(above: PackageFiles, below: PackageFiles): boolean;
  /** @throws ToolError RUNNER_NOT_FOUND with how to install it, UNSUPPORTED_SELECTION */
  plan(request: RunRequest): RunPlan;
  parse(outputs: RunOutputs): TestReport;
}
