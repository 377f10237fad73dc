import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { escapeRegex } from "./escape-regex.ts";
import { readEventsFile } from "./events-file.ts";
import type { DetectedTests, Framework, PackageFiles, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { detectNpmTests } from "./npm-tests.ts";
import type { ScriptCommand } from "./script-argv.ts";
import { reportEnvironment, scriptNotes } from "./runner-arguments.ts";

/** Node's own runner, also with `tsx` in node's place. */
export const nodeTest: Framework = {
  id: "node-test",
  title: "node:test",
  programs: ["node", "tsx"],
  isTestFile,
  detect: (files) => detectNpmTests(files, fromScripts) ?? detectByImports(files),
  plan(request) {
    const { environment, report } = reportEnvironment(request);
    const { options, operands } = keptArguments(request, flagRules);
    const program = request.detected.configured?.[0] === "tsx" ? "tsx" : "node";
    return {
      command: getProgram(request, [program], `Install ${program}.`),
      args: [
        ...options,
        `--import=${reporterUrl(request, "node-test-child-reporter.mjs")}`,
        "--test",
        `--test-reporter=${reporterUrl(request, "node-test-reporter.mjs")}`,
        // The reporter writes by itself; what it yields is nothing.
        `--test-reporter-destination=${request.runFolder}/node-test.txt`,
        ...(request.updateSnapshots ? ["--test-update-snapshots"] : []),
        ...namePatterns(request).map((pattern) => `--test-name-pattern=${pattern}`),
        ...(request.files?.map((file) => `./${literalGlob(request, file)}`) ?? operands),
      ],
      environment: {
        ...environment,
        REPOWRIGHT_ENDINGS: join(request.runFolder, "endings.ndjson"),
      },
      outputs: [report],
      notes: [
        ...scriptNotes(request),
        ...(request.names === undefined
          ? []
          : [
              "node:test compares names with each test's own name too: namesakes in other suites may have run.",
            ]),
      ],
    };
  },
  parse: readEventsFile,
};

/** Node's own patterns for the files that it runs when none is named. */
function isTestFile(path: string): boolean {
  return /(^|\/)(test\/.*|test|test-[^/]*|[^/]*[._-]test)\.[cm]?[jt]s$/.test(path);
}

const fromScripts = {
  runs: ({ program, args }: ScriptCommand) =>
    (program === "node" || program === "tsx") && args.includes("--test"),
};

function detectByImports(files: PackageFiles): DetectedTests | undefined {
  const candidates = files.paths.filter(
    (path) => isTestFile(path) || /\.(test|spec)\.[cm]?[jt]s$/.test(path),
  );
  const found = candidates.slice(0, maxRead).find((path) => imports.test(files.read(path) ?? ""));
  return found === undefined ? undefined : { because: `${found} imports node:test` };
}

/** Test files of one package are alike. */
const maxRead = 20;
const imports = /(from|import|require\()\s*["']node:test["']/;

const flagRules = {
  leads: [["node"], ["tsx"]],
  naming: ["--test-name-pattern", "--test-skip-pattern", "--test-only"],
  valued: [
    "--import",
    "--require",
    "-r",
    "--loader",
    "--experimental-loader",
    "--conditions",
    "-C",
    "--env-file",
    "--test-concurrency",
    "--test-timeout",
    "--test-shard",
    "--test-reporter",
    "--test-reporter-destination",
    "--test-name-pattern",
    "--test-skip-pattern",
    "--test-coverage-include",
    "--test-coverage-exclude",
    "--test-isolation",
    "--tsconfig",
  ],
  dropped: [
    "--test",
    "--watch",
    "--watch-path",
    "--watch-preserve-output",
    "--test-reporter",
    "--test-reporter-destination",
    "--test-update-snapshots",
    "--experimental-test-coverage",
    "--inspect",
    "--inspect-brk",
  ],
};

/** From Node 21 on a positional argument is a pattern. A version that is not known fails loudly rather than runs another file. */
function literalGlob({ nodeVersion = "22" }: RunRequest, path: string): string {
  return Number.parseInt(nodeVersion, 10) >= 21 ? path.replaceAll(/[[*?{]/g, "[$&]") : path;
}

/**
 * From Node 22 on a pattern is compared with a test's own name and with its full name, in which a blank joins the parts;
 * Node 20 knows the own name alone. A subtest (` › `) runs only with the test that it belongs to.
 */
function namePatterns({ names = [], exactNames = false, nodeVersion = "" }: RunRequest): string[] {
  const knowsFullNames = Number.parseInt(nodeVersion, 10) >= 22;
  const wholes = names.flatMap((name) => {
    const [test = "", ...subtests] = name.split(" › ");
    const parents = subtests.map((_, at) => [test, ...subtests.slice(0, at + 1)].join(" "));
    return [test, ...parents, ...(knowsFullNames ? [] : subtests)];
  });
  const sources = wholes.flatMap((name) => {
    const parts = name.split(" > ").map(escapeRegex);
    return [parts.join("(?: > | )"), ...(knowsFullNames ? [] : [parts.at(-1) ?? ""])];
  });
  return [...new Set(sources)].map((source) => (exactNames ? `^(?:${source})$` : `(?:${source})`));
}

function reporterUrl({ reporters }: RunRequest, name: string): string {
  return pathToFileURL(join(reporters, name)).href;
}
