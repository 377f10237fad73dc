import { join } from "node:path";

import { escapeRegex } from "./escape-regex.ts";
import { readEventsFile } from "./events-file.ts";
import type { Framework, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { reportEnvironment, scriptNotes } from "./runner-arguments.ts";

export const playwright: Framework = {
  id: "playwright",
  title: "Playwright Test",
  programs: ["playwright"],
  isTestFile: (path) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(path),
  detect: (files) =>
    detectNpmTests(files, {
      runs: ({ program, args }) => program === "playwright" && args[0] === "test",
      configFile: /^playwright\.config\.\w+$/,
      packages: ["@playwright/test"],
    }),
  plan(request) {
    const { environment, report } = reportEnvironment(request);
    const { options, operands } = keptArguments(request, flagRules);
    return {
      command: getProgram(
        request,
        ["playwright"],
        "Install it: `npm install --save-dev @playwright/test`.",
      ),
      args: [
        "test",
        ...options,
        `--reporter=${join(request.reporters, "playwright-reporter.cjs")}`,
        `--output=${request.runFolder}/playwright`,
        `--update-snapshots=${request.updateSnapshots ? "all" : "none"}`,
        ...(request.names === undefined
          ? []
          : [`--grep=${grep(request.names, request.exactNames === true)}`]),
        ...(request.files?.map((file) => filePattern(request, file)) ?? operands),
      ],
      environment,
      outputs: [report],
      notes: scriptNotes(request),
    };
  },
  parse: readEventsFile,
};

const flagRules = {
  leads: [["playwright", "test"]],
  naming: ["--grep", "-g", "--grep-invert", "-G"],
  valued: [
    "--browser",
    "-c",
    "--config",
    "-g",
    "--grep",
    "-G",
    "--grep-invert",
    "--global-timeout",
    "-j",
    "--workers",
    "--last-failed-file",
    "--max-failures",
    "--output",
    "--repeat-each",
    "--reporter",
    "--retries",
    "--shard",
    "--timeout",
    "--trace",
    "--tsconfig",
    "--ui-host",
    "--ui-port",
    "--update-source-method",
    "--add-reporter",
  ],
  lists: ["--project"],
  dropped: [
    "--reporter",
    "--add-reporter",
    "--output",
    "--update-snapshots",
    "-u",
    "--ui",
    "--ui-host",
    "--ui-port",
    "--debug",
    "--headed",
    "--list",
    "--last-failed",
    "--last-failed-file",
    "--only-changed",
  ],
};

/** It is compared with project, file, titles and tags in one, joined by blanks. */
function grep(names: readonly string[], exact: boolean): string {
  const either = names
    .map((name) => name.split(" > ").map(escapeRegex).join("(?: > | )"))
    .join("|");
  return exact ? String.raw`(?:^|\s)(?:${either})(?:\s@\S+)*$` : `(?:${either})`;
}

/** Positional arguments are patterns for absolute paths. */
function filePattern({ cwd }: RunRequest, file: string): string {
  return `^${escapeRegex(join(cwd, file))}$`;
}
