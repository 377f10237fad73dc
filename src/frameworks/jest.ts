import { join } from "node:path";

import { readEventsFile } from "./events-file.ts";
import type { Framework, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { namePattern } from "./name-pattern.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { isSelection, reportEnvironment, scriptNotes } from "./runner-arguments.ts";

/** Jest 27 and later, also as `react-scripts test`. */
export const jest: Framework = {
  id: "jest",
  title: "Jest",
  programs: ["jest", "jest-cli", "react-scripts"],
  isTestFile: (path) =>
    /(^|\/)__tests__\/.*\.[cm]?[jt]sx?$|\.(test|spec)\.[cm]?[jt]sx?$/.test(path),
  detect: (files) =>
    detectNpmTests(files, {
      runs: ({ program, args }) =>
        program === "jest" || (program === "react-scripts" && args[0] === "test"),
      configFile: /^jest\.config\.\w+$/,
      configKey: "jest",
      packages: ["jest", "@jest/core", "react-scripts"],
    }),
  plan(request) {
    const { environment, report } = reportEnvironment(request);
    const { options, operands } = keptArguments(request, flagRules);
    const runner = getRunner(request);
    return {
      command: runner.command,
      args: [
        ...runner.args,
        ...options,
        `--reporters=${join(request.reporters, "jest-reporter.cjs")}`,
        "--testLocationInResults",
        `--cacheDirectory=${request.runFolder}/jest-cache`,
        // Without it new snapshots are written into the repository.
        request.updateSnapshots ? "--updateSnapshot" : "--ci",
        // A part of the tests does not reach the thresholds of all.
        ...(isSelection(request) ? ["--coverage=false"] : []),
        ...(request.names === undefined
          ? []
          : [`--testNamePattern=${namePattern(request.names, request.exactNames === true)}`]),
        "--no-watchman",
        ...selectFiles(request, operands),
      ],
      environment,
      outputs: [report],
      notes: scriptNotes(request),
    };
  },
  parse: readEventsFile,
};

const flagRules = {
  leads: [["jest"], ["react-scripts", "test"]],
  naming: ["--testNamePattern", "-t"],
  valued: [
    "--bail",
    "-c",
    "--config",
    "--cacheDirectory",
    "--collectCoverageFrom",
    "--coverageDirectory",
    "--coverageProvider",
    "--coverageThreshold",
    "--env",
    "--filter",
    "--globalSetup",
    "--globalTeardown",
    "--globals",
    "--haste",
    "--maxConcurrency",
    "--maxWorkers",
    "-w",
    "--moduleNameMapper",
    "--notifyMode",
    "--openHandlesTimeout",
    "--outputFile",
    "--preset",
    "--prettierPath",
    "--resolver",
    "--rootDir",
    "--runner",
    "--seed",
    "--shard",
    "--testEnvironment",
    "--testEnvironmentOptions",
    "--testFailureExitCode",
    "--testNamePattern",
    "-t",
    "--testResultsProcessor",
    "--testRunner",
    "--testSequencer",
    "--testTimeout",
    "--transform",
    "--changedSince",
  ],
  lists: [
    "--coveragePathIgnorePatterns",
    "--coverageReporters",
    "--ignoreProjects",
    "--moduleDirectories",
    "--moduleFileExtensions",
    "--modulePathIgnorePatterns",
    "--modulePaths",
    "--projects",
    "--reporters",
    "--roots",
    "--selectProjects",
    "--setupFiles",
    "--setupFilesAfterEnv",
    "--snapshotSerializers",
    "--testMatch",
    "--testPathIgnorePatterns",
    "--testPathPattern",
    "--testPathPatterns",
    "--testRegex",
    "--transformIgnorePatterns",
    "--watchPathIgnorePatterns",
  ],
  dropped: [
    "--watch",
    "--watchAll",
    "--reporters",
    "--json",
    "--outputFile",
    "--updateSnapshot",
    "-u",
    "--ci",
    "--notify",
    "--cacheDirectory",
    "--watchman",
    "--testLocationInResults",
    "--testFailureExitCode",
    "--onlyChanged",
    "-o",
    "--changedSince",
    "--lastCommit",
  ],
};

function getRunner(request: RunRequest): { command: string; args: string[] } {
  const isScripts = request.detected.configured?.[0] === "react-scripts";
  const names = isScripts ? ["react-scripts"] : ["jest", "react-scripts"];
  const command = getProgram(request, names, "Install it: `npm install --save-dev jest`.");
  const viaScripts = /react-scripts(\.cmd)?$/.test(command);
  return { command, args: viaScripts ? ["test", "--watchAll=false"] : [] };
}

/** Given as they are, paths would be patterns. */
function selectFiles(request: RunRequest, patterns: readonly string[]): string[] {
  const files = request.files?.map((file) => join(request.cwd, file));
  return files === undefined ? [...patterns] : ["--runTestsByPath", "--", ...files];
}
