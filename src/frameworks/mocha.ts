import { join } from "node:path";

import { readEventsFile } from "./events-file.ts";
import type { Framework, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { namePattern } from "./name-pattern.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { reportEnvironment, scriptNotes } from "./runner-arguments.ts";
import { sortArguments } from "./sort-arguments.ts";

export const mocha: Framework = {
  id: "mocha",
  title: "Mocha",
  programs: ["mocha"],
  isTestFile: (path) =>
    !/(^|\/)(support|helpers?|fixtures?|utils?)\//.test(path) &&
    /(^|\/)(test|spec|tests)\/.*\.[cm]?[jt]sx?$|[.-_](test|spec)\.[cm]?[jt]sx?$/.test(path),
  detect: (files) =>
    detectNpmTests(files, {
      runs: ({ program, args }) => program === "mocha" && args[0] !== "init",
      configFile: /^\.mocharc\.\w+$/,
      configKey: "mocha",
      packages: ["mocha"],
    }),
  plan(request) {
    const { environment, report } = reportEnvironment(request);
    const { options, operands } = keptArguments(request, flagRules);
    const reporter = join(request.reporters, "mocha-reporter.cjs");
    const configuration =
      request.files === undefined ? { options, environment: {} } : withoutSpecs(request, options);
    return {
      command: getProgram(request, ["mocha"], "Install it: `npm install --save-dev mocha`."),
      args: [
        // Before the files that the project requires, so that the report's key is gone when they load.
        `--require=${reporter}`,
        ...configuration.options,
        `--reporter=${reporter}`,
        ...(request.names === undefined
          ? []
          : [`--grep=${namePattern(request.names, request.exactNames === true)}`]),
        ...(request.files?.map((file) => `./${file}`) ?? operands),
      ],
      environment: { ...environment, ...configuration.environment },
      outputs: [report],
      notes: scriptNotes(request),
    };
  },
  parse: readEventsFile,
};

/** Mocha adds the files that its configuration names to those on the command line. */
function withoutSpecs(
  request: RunRequest,
  options: readonly string[],
): { options: string[]; environment: Record<string, string> } {
  const config = valueOf(options, "--config");
  const manifest = valueOf(options, "--package");
  const without = sortArguments(options, {
    ...flagRules,
    dropped: ["--config", "--package", "--spec"],
  });
  return {
    options: [
      ...without.options,
      `--config=${join(request.reporters, "mocha-config-reporter.cjs")}`,
      "--no-package",
    ],
    environment: {
      ...(config === undefined ? {} : { REPOWRIGHT_MOCHA_CONFIG: config }),
      ...(manifest === undefined ? {} : { REPOWRIGHT_MOCHA_PACKAGE: manifest }),
    },
  };
}

function valueOf(options: readonly string[], name: string): string | undefined {
  const at = options.indexOf(name);
  return at === -1
    ? options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1)
    : options[at + 1];
}

const flagRules = {
  leads: [["mocha"]],
  naming: ["--grep", "-g", "--fgrep", "-f", "--invert", "-i"],
  valued: [
    "--extension",
    "--file",
    "--global",
    "--globals",
    "--ignore",
    "--exclude",
    "--node-option",
    "-n",
    "--reporter-option",
    "--reporter-options",
    "-O",
    "--require",
    "-r",
    "--spec",
    "--watch-files",
    "--watch-ignore",
    "--retries",
    "--jobs",
    "-j",
    "--config",
    "--fgrep",
    "-f",
    "--grep",
    "-g",
    "--package",
    "--reporter",
    "-R",
    "--ui",
    "-u",
    "--slow",
    "-s",
    "--timeout",
    "--timeouts",
    "-t",
  ],
  dropped: [
    "--reporter",
    "-R",
    "--reporter-option",
    "--reporter-options",
    "-O",
    "--watch",
    "-w",
    "--watch-files",
    "--watch-ignore",
    "--dry-run",
    "--pass-on-failing-test-suite",
  ],
};
