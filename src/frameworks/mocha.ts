import { join } from "node:path";

import { readEventsFile } from "./events-file.ts";
import type { Framework, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { namePattern } from "./name-pattern.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { reportEnvironment, scriptArguments, scriptNotes } from "./runner-arguments.ts";
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
    const { flags, positionals } = scriptArguments(request, flagRules, nameFlags);
    const configuration =
      request.files === undefined ? { flags, environment: {} } : withoutSpecs(request, flags);
    return {
      command: getProgram(request, ["mocha"], "Install it: `npm install --save-dev mocha`."),
      args: [
        ...configuration.flags,
        `--reporter=${join(request.reporters, "mocha-reporter.cjs")}`,
        ...(request.names === undefined
          ? []
          : [`--grep=${namePattern(request.names, request.exactNames === true)}`]),
        ...(request.files?.map((file) => `./${file}`) ?? positionals),
      ],
      environment: { ...environment, ...configuration.environment },
      outputs: [report],
      notes: scriptNotes(request),
    };
  },
  parse: readEventsFile,
};

const nameFlags = ["--grep", "-g", "--fgrep", "-f", "--invert", "-i"];

/** Mocha adds the files that its configuration names to those on the command line. */
function withoutSpecs(
  request: RunRequest,
  flags: readonly string[],
): { flags: string[]; environment: Record<string, string> } {
  const config = valueOf(flags, "--config");
  const manifest = valueOf(flags, "--package");
  const without = sortArguments(flags, {
    ...flagRules,
    dropped: ["--config", "--package", "--spec"],
  });
  return {
    flags: [
      ...without.flags,
      `--config=${join(request.reporters, "mocha-config-reporter.cjs")}`,
      "--no-package",
    ],
    environment: {
      ...(config === undefined ? {} : { REPOWRIGHT_MOCHA_CONFIG: config }),
      ...(manifest === undefined ? {} : { REPOWRIGHT_MOCHA_PACKAGE: manifest }),
    },
  };
}

function valueOf(flags: readonly string[], name: string): string | undefined {
  const at = flags.indexOf(name);
  return at === -1
    ? flags.find((flag) => flag.startsWith(`${name}=`))?.slice(name.length + 1)
    : flags[at + 1];
}

const flagRules = {
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
