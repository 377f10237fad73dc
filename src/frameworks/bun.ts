import { cut } from "../text/cut.ts";
import type { DetectedTests, Framework, PackageFiles, RunOutputs } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { readJunitFile } from "./read-junit-file.ts";
import { namePattern } from "./name-pattern.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { reportPath } from "./report-path.ts";
import { scriptNotes } from "./runner-arguments.ts";
import { splitDiff } from "./split-diff.ts";
import { stackFrames } from "./stack-frames.ts";
import type { SuiteError, TestFailure } from "./test-report.ts";

export const bun: Framework = {
  id: "bun",
  title: "Bun",
  programs: ["bun"],
  isTestFile,
  detect: (files) =>
    detectNpmTests(files, {
      runs: ({ program, args }) => program === "bun" && args[0] === "test",
    }) ?? detectByImports(files),
  plan(request) {
    const file = `${request.runFolder}/junit.xml`;
    const { options, operands } = keptArguments(request, flagRules);
    return {
      command: getProgram(request, ["bun"], "Install it: https://bun.sh."),
      args: [
        "test",
        ...options,
        "--reporter=junit",
        `--reporter-outfile=${file}`,
        ...(request.updateSnapshots ? ["--update-snapshots"] : []),
        ...(request.names === undefined
          ? []
          : [`--test-name-pattern=${namePattern(request.names, request.exactNames === true)}`]),
        ...(request.files?.map((one) => `./${one}`) ?? operands),
      ],
      environment: { ...request.detected.environment },
      outputs: [file],
      notes: scriptNotes(request),
    };
  },
  parse(outputs) {
    const loadErrors = unhandledErrors(outputs);
    const report = readJunitFile(outputs, {
      // The outermost suites are the run and the file.
      name: ({ suites, name }) => [...suites.slice(2), name].join(" > "),
      frames: (text) => stackFrames(text, outputs),
    });
    const suiteErrors = report.ended || loadErrors.length === 0 ? report.suiteErrors : [];
    return {
      ...report,
      tests: report.tests.map((test) => ({ ...test, failures: test.failures.map(withDiff) })),
      suiteErrors: [...suiteErrors, ...loadErrors],
    };
  },
};

function withDiff(failure: TestFailure): TestFailure {
  return { ...failure, ...splitDiff(failure.message) };
}

/** Files that could not be loaded are on standard error alone. */
function unhandledErrors(outputs: RunOutputs): SuiteError[] {
  const blocks = outputs.stderr.matchAll(
    /^(\S.*):\n+# Unhandled error between tests\n-+\n([^]*?)\n-{10,}$/gm,
  );
  return [...blocks].slice(0, 1000).map(([, path = "", text = ""]) => ({
    path: reportPath(path, outputs),
    message: cut(text.replace(/^error: /, ""), 64 * 1024),
    frames: stackFrames(text, outputs),
  }));
}

function isTestFile(path: string): boolean {
  return /[._](test|spec)\.[cm]?[jt]sx?$/.test(path);
}

function detectByImports(files: PackageFiles): DetectedTests | undefined {
  const found = files.paths
    .filter(isTestFile)
    .slice(0, maxRead)
    .find((path) => /["']bun:test["']/.test(files.read(path) ?? ""));
  return found === undefined ? undefined : { because: `${found} imports bun:test` };
}

/** Test files of one package are alike. */
const maxRead = 20;

const flagRules = {
  leads: [["bun", "test"]],
  naming: ["--test-name-pattern", "-t"],
  valued: [
    "--timeout",
    "--rerun-each",
    "--retry",
    "--seed",
    "--coverage-reporter",
    "--coverage-dir",
    "-t",
    "--test-name-pattern",
    "--reporter",
    "--reporter-outfile",
    "--max-concurrency",
    "--preload",
    "-r",
    "--require",
    "--tsconfig-override",
    "--env-file",
    "--cwd",
    "-c",
    "--config",
    "--conditions",
  ],
  dropped: [
    "--reporter",
    "--reporter-outfile",
    "--dots",
    "--only-failures",
    "--watch",
    "--hot",
    "-u",
    "--update-snapshots",
    "--changed",
    "--update-timings",
    "--inspect",
  ],
};
