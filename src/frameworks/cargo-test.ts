import { isAbsolute, relative } from "node:path";

import { explainSilence } from "./explain-silence.ts";
import type { Framework, RunOutputs, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { readLibtest, type LibtestSuite, type LibtestTest } from "./read-libtest.ts";
import { reportPath } from "./report-path.ts";
import { rustErrors, rustFailure } from "./rust-failure.ts";
import type { SuiteError, TestReport, TestResult } from "./test-report.ts";
import type { FindFile } from "./text-frames.ts";
import { unsupported, withoutSnapshots } from "./unsupported.ts";

export const cargoTest: Framework = {
  id: "cargo-test",
  title: "cargo test",
  isTestFile: (path) => /(^|\/)tests\/([^/]+|[^/]+\/main)\.rs$/.test(path),
  programs: ["cargo"],
  includes: (above) => /^\s*\[workspace\]/mu.test(above.read("Cargo.toml") ?? ""),
  detect(files) {
    if (!files.has("Cargo.toml")) {
      return undefined;
    }
    // A harness of the project's own would not know our flags: nothing is added after a bare `--`.
    const own = /^\s*harness\s*=\s*false/m.test(files.read("Cargo.toml") ?? "");
    return { because: "Cargo.toml", ...(own ? { configured: ["cargo", "test", "--"] } : {}) };
  },
  plan(request) {
    return planCargo(request);
  },
  parse(outputs) {
    return explainSilence(readCargoReport(outputs), outputs);
  },
};

function planCargo(request: RunRequest): RunPlan {
  const { detected, files, names, exactNames, offline } = request;
  const kept = keptArguments(request, flagRules);
  const plain =
    kept.rest?.length === 0 || kept.rest?.some((arg) => arg.startsWith("--format")) === true;
  const targets = files === undefined ? undefined : targetsOf(files);
  return {
    command: getProgram(request, ["cargo"], "Install Rust: https://rustup.rs."),
    args: [
      "test",
      ...kept.options,
      ...(targets ?? []),
      "--no-fail-fast",
      ...(offline === true && !kept.options.includes("--offline") ? ["--offline"] : []),
      "--",
      ...(kept.rest ?? []),
      ...(names ?? kept.operands).map(asFilter),
      ...(exactNames === true ? ["--exact"] : []),
      ...(plain ? [] : ["-Z", "unstable-options", "--format", "json", "--report-time"]),
    ],
    environment: {
      ...detected.environment,
      RUST_BACKTRACE: "0",
      CARGO_TERM_COLOR: "never",
      // The harness writes JSON on nightly alone, or when told that it may.
      ...(plain ? {} : { RUSTC_BOOTSTRAP: "1" }),
    },
    outputs: [],
    notes: [
      ...(files !== undefined && targets === undefined
        ? ["cargo selects the files of tests/ alone; all tests of the package ran."]
        : []),
      ...(names === undefined || exactNames === true
        ? []
        : ["Rust's harness selects by parts of names; tests whose names contain one ran as well."]),
      ...withoutSnapshots(request, "cargo test"),
    ],
    reportOnStdout: true,
  };
}

const flagRules = {
  leads: [
    ["cargo", "test"],
    ["cargo", "t"],
  ],
  passesOn: true,
  dropped: ["--no-fail-fast", "--message-format", "-q", "--quiet"],
  valued: [
    "-p --package --exclude -j --jobs -F --features --target --target-dir --manifest-path",
    "--profile --color --config --test --bin --example --bench --message-format -Z",
  ],
};

/** `--test=cart` for each `tests/cart.rs`; undefined when one of the files is none of those. */
function targetsOf(files: readonly string[]): string[] | undefined {
  const names = files.map((file) => /^tests\/([^/]+?)(?:\/main)?\.rs$/.exec(file)?.[1]);
  const known = names.filter((name) => name !== undefined);
  return known.length < files.length ? undefined : known.flatMap((name) => [`--test=${name}`]);
}

function asFilter(name: string): string {
  if (name.startsWith("-")) {
    throw unsupported(`No test of Rust is named ${name}.`, "Give names as a run reports them.");
  }
  return name;
}

function readCargoReport(outputs: RunOutputs): TestReport {
  const suites = readLibtest(outputs.stdout);
  const targets = targetsRun(outputs.stderr);
  const find = rustFiles(outputs);
  const named = targets.length === suites.length;
  return {
    tests: suites.flatMap((suite, at) =>
      suite.tests.map((test) => readTest(test, named ? targets[at] : undefined, find)),
    ),
    suiteErrors: [
      ...(/^error: could not (compile|document)/m.test(outputs.stderr)
        ? rustErrors(outputs.stderr, find)
        : []),
      ...abortedSuites(suites, outputs),
    ],
    ended: outputs.signal === null && suites.length > 0 && suites.every(({ ended }) => ended),
    started: suites.reduce((sum, { announced }) => sum + announced, 0),
    notes: [],
  };
}

/** Cargo names each test program before it starts it: the path of its source and the program's name. */
function targetsRun(stderr: string): string[] {
  return [
    ...stderr.matchAll(
      /^\s+(?:Running .*?[/\\]?([\w-]+)-[0-9a-f]{16}(?:\.exe)?\)|Doc-tests (\S+))$/gm,
    ),
  ].map(([, program, documented]) => program ?? `${documented} (doc)`);
}

function abortedSuites(
  suites: readonly LibtestSuite[],
  { stderr, exitCode }: RunOutputs,
): SuiteError[] {
  const reasons = [...stderr.matchAll(/^\s*process didn't exit successfully: `([^`]*)` (.*)$/gm)];
  return exitCode === 0 || suites.every(({ ended }) => ended)
    ? []
    : reasons.map(([, program, why]) => ({
        message: `A test program ended in the middle ${why}: ${program}`,
        frames: [],
      }));
}

function readTest(test: LibtestTest, project: string | undefined, find: FindFile): TestResult {
  const failures = test.result === "failed" ? [rustFailure(test, find)] : [];
  const documented = /^(\S+\.\w+) - .*\(line (\d+)\)/.exec(test.name);
  const frame = failures[0]?.frames.at(-1);
  const place =
    documented === null
      ? frame
      : { path: find(documented[1] ?? "", undefined), line: Number(documented[2]) };
  return {
    name: test.name,
    ...(place?.path === undefined ? {} : { path: place.path, line: place.line }),
    status: test.result === "ok" ? "passed" : test.result === "failed" ? "failed" : "skipped",
    ...(test.seconds === undefined ? {} : { durationMs: test.seconds * 1000 }),
    failures,
    ...(project === undefined ? {} : { project }),
  };
}

/** The compiler names files from the workspace's folder, which may be above the package's. */
function rustFiles(outputs: RunOutputs): FindFile {
  const listed = new Set(outputs.paths);
  const fromRoot = { root: outputs.root, cwd: outputs.root };
  return (path) => {
    const own =
      isAbsolute(path) ||
      listed.size === 0 ||
      listed.has(relative(".", path).replaceAll("\\", "/"));
    return path.startsWith("/rustc/") ? undefined : reportPath(path, own ? outputs : fromRoot);
  };
}
