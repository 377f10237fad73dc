import { join } from "node:path";

import { readEventsFile } from "./events-file.ts";
import type { Framework, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { namePattern } from "./name-pattern.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { readJestJson } from "./read-jest-json.ts";
import { isSelection, reportEnvironment, scriptNotes } from "./runner-arguments.ts";

export const vitest: Framework = {
  id: "vitest",
  title: "Vitest",
  programs: ["vitest"],
  isTestFile: (path) => /\.(test|spec)(-d)?\.[cm]?[jt]sx?$/.test(path),
  detect: (files) =>
    detectNpmTests(files, {
      runs: ({ program, args }) =>
        program === "vitest" && !["bench", "list", "init"].includes(args[0] ?? ""),
      configFile: /^vitest\.(config|workspace|projects)\.\w+$/,
      packages: ["vitest"],
    }),
  plan(request) {
    const command = getProgram(request, ["vitest"], "Install it: `npm install --save-dev vitest`.");
    const version = readVersion(request.installedVersion("vitest"));
    const { options, operands } = keptArguments(request, flagRules);
    const [subcommand, ...patterns] = operands;
    const rest = subcommand !== undefined && subcommands.has(subcommand) ? patterns : operands;
    const reporter = version.major < 3 ? jsonReporter(request) : ownReporter(request);
    return {
      command,
      args: [
        "run",
        ...reporter.args,
        ...options,
        ...snapshotFlags(request, version),
        // A part of the tests does not reach the thresholds of all.
        ...(isSelection(request) ? ["--coverage.enabled=false"] : []),
        ...(request.names === undefined
          ? []
          : [`--testNamePattern=${namePattern(request.names, request.exactNames === true)}`]),
        ...(request.files?.map((file) => join(request.cwd, file)) ?? rest),
      ],
      environment: reporter.environment,
      outputs: reporter.outputs,
      notes: scriptNotes(request),
    };
  },
  parse(outputs) {
    const json = [...outputs.files].find(([path]) => path.endsWith("/vitest.json"))?.[1];
    return json === undefined ? readEventsFile(outputs) : readJestJson(json, outputs);
  },
};

const flagRules = {
  leads: [["vitest"]],
  naming: ["--testNamePattern", "-t"],
  valued: [
    "--root",
    "-r",
    "--config",
    "-c",
    "--testNamePattern",
    "-t",
    "--dir",
    "--outputFile",
    "--reporter",
    "--mode",
    "--pool",
    "--execArgv",
    "--vmMemoryLimit",
    "--environment",
    "--testTimeout",
    "--hookTimeout",
    "--teardownTimeout",
    "--bail",
    "--retry",
    "--diff",
    "--exclude",
    "--project",
    "--slowTestThreshold",
    "--maxConcurrency",
    "--maxWorkers",
    "--minWorkers",
    "--shard",
    "--configLoader",
    "--tagsFilter",
    "--coverage.provider",
    "--coverage.reporter",
    "--coverage.include",
    "--coverage.exclude",
    "--coverage.reportsDirectory",
    "--poolOptions",
  ],
  dropped: [
    "--watch",
    "-w",
    "--ui",
    "--open",
    "--reporter",
    "--outputFile",
    "--update",
    "-u",
    "--run",
    "--inspect",
    "--inspectBrk",
    "--inspect-brk",
    "--standalone",
  ],
};

const subcommands: ReadonlySet<string> = new Set(["run", "watch", "dev", "related"]);

type Reporter = Pick<RunPlan, "args" | "environment" | "outputs">;

function ownReporter(request: RunRequest): Reporter {
  const { environment, report } = reportEnvironment(request);
  const args = [
    `--reporter=${join(request.reporters, "vitest-reporter.mjs")}`,
    "--includeTaskLocation",
  ];
  return { args, environment, outputs: [report] };
}

/** Versions 1 and 2 have no interface for reporters that tells of single tests. */
function jsonReporter(request: RunRequest): Reporter {
  const file = `${request.runFolder}/vitest.json`;
  const args = ["--reporter=json", `--outputFile=${file}`];
  return { args, environment: { ...request.detected.environment }, outputs: [file] };
}

interface Version {
  readonly major: number;
  readonly minor: number;
}

function readVersion(version: string | undefined): Version {
  const [major = 4, minor = 0] = (version ?? "")
    .split(".")
    .flatMap((part) => (/^\d+$/.test(part) ? [Number(part)] : []));
  return { major, minor };
}

/** From 4.1 on it can be told to write no new snapshots either. */
function snapshotFlags({ updateSnapshots }: RunRequest, { major, minor }: Version): string[] {
  if (updateSnapshots) {
    return ["--update"];
  }
  return major > 4 || (major === 4 && minor >= 1) ? ["--update=none"] : [];
}
