import type { DetectedTests, Framework, PackageFiles, RunRequest } from "./framework.ts";
import { escapeRegex } from "./escape-regex.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { isFields, parseFields } from "./read-fields.ts";
import { readJunitFile } from "./read-junit-file.ts";
import { reportPath } from "./report-path.ts";
import { scriptNotes } from "./runner-arguments.ts";
import { parseScript, type ScriptCommand } from "./script-argv.ts";
import { splitDiff } from "./split-diff.ts";
import { stackFrames } from "./stack-frames.ts";
import type { TestFailure } from "./test-report.ts";

export const deno: Framework = {
  id: "deno",
  title: "Deno",
  programs: ["deno"],
  isTestFile,
  detect: (files) =>
    detectNpmTests(files, tests) ?? detectConfiguration(files) ?? detectByCalls(files),
  plan(request) {
    const file = `${request.runFolder}/junit.xml`;
    const { options, operands } = keptArguments(request, flagRules);
    return {
      command: getProgram(request, ["deno"], "Install it: https://deno.com."),
      args: [
        "test",
        // It would wait for an answer about a permission.
        "--no-prompt",
        ...options,
        `--junit-path=${file}`,
        ...(request.names === undefined ? [] : [`--filter=/${filter(request)}/`]),
        ...(request.files?.map((one) => `./${one}`) ?? operands),
        // What the assertions of the standard library look for; Deno's own take the flag.
        ...(request.updateSnapshots ? ["--", "--update"] : []),
      ],
      environment: { ...request.detected.environment, NO_COLOR: "1" },
      outputs: [file],
      notes: scriptNotes(request),
    };
  },
  parse(outputs) {
    const report = readJunitFile(outputs, {
      name: ({ name }) => name,
      findPath: ({ className }) =>
        className === undefined ? undefined : reportPath(className, outputs),
      frames: (text) => stackFrames(text, outputs),
      // An attribute has no line ends.
      message: ({ text }) => withoutSource(text),
    });
    return {
      ...report,
      tests: report.tests.map((test) => ({ ...test, failures: test.failures.map(withType) })),
    };
  },
};

/** The message is followed by the line of source that threw, with a mark under it, and the stack. */
function withoutSource(text: string): string {
  const [message = ""] = text.split(/\n\s+at /, 1);
  return message.replace(/\n.*\n\s*\^+\s*$/, "").trim();
}

function withType(failure: TestFailure): TestFailure {
  const [, type, message] = /^(\w*(?:Error|Exception)): ([^]*)$/.exec(failure.message) ?? [];
  return type === undefined || message === undefined
    ? failure
    : { ...failure, type, ...splitDiff(message) };
}

function isTestFile(path: string): boolean {
  return /(^|[/._])test\.(ts|tsx|mts|js|mjs|jsx)$|(^|\/)__tests__\/.*\.[cm]?[jt]sx?$/.test(path);
}

const tests = {
  runs: ({ program, args }: ScriptCommand) => program === "deno" && args[0] === "test",
};

const configurations = ["deno.json", "deno.jsonc"];

/** Its tasks are commands of a shell like that of package.json's scripts. */
function detectConfiguration(files: PackageFiles): DetectedTests | undefined {
  const file = configurations.find((name) => files.has(name));
  if (file === undefined) {
    return undefined;
  }
  const config = parseFields(withoutComments(files.read(file) ?? "")) ?? {};
  const { tasks } = { tasks: isFields(config["tasks"]) ? config["tasks"] : {} };
  const task = isFields(tasks["test"]) ? tasks["test"]["command"] : tasks["test"];
  const command = typeof task === "string" ? parseScript(task).find(tests.runs) : undefined;
  if (command === undefined) {
    return files.paths.some(isTestFile) ? { because: file } : undefined;
  }
  return {
    because: `${file} tasks.test`,
    configured: [command.program, ...command.args],
    environment: command.environment,
  };
}

/** JSON with comments as JSON; strings stay as they are. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/("(?:[^"\\]|\\.)*")|\/\/.*|\/\*[^]*?\*\//g, "$1")
    .replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, "$1");
}

function detectByCalls(files: PackageFiles): DetectedTests | undefined {
  const found = files.paths
    .filter(isTestFile)
    .slice(0, maxRead)
    .find((path) => /\bDeno\.test\b/.test(files.read(path) ?? ""));
  return found === undefined ? undefined : { because: `${found} calls Deno.test` };
}

/** Test files of one package are alike. */
const maxRead = 20;

/** A step (` > `) runs only with the test that it belongs to. */
function filter({ names = [], exactNames = false }: RunRequest): string {
  const wholes = names.flatMap((name) => [
    name,
    ...(exactNames ? [name.split(" > ", 1)[0] ?? ""] : []),
  ]);
  const either = `(?:${[...new Set(wholes)].map(escapeRegex).join("|")})`;
  return exactNames ? `^${either}$` : either;
}

const flagRules = {
  leads: [["deno", "test"]],
  naming: ["--filter"],
  valued: [
    "--filter",
    "--reporter",
    "--junit-path",
    "--retry",
    "--repeats",
    "--shard",
    "--related",
    "--ext",
    "--import-map",
    "-c",
    "--config",
    "--cert",
    "--location",
    "--seed",
    "--preload",
    "--require",
    "--conditions",
    "--coverage-threshold",
    "--min-dep-age",
  ],
  dropped: [
    "--watch",
    "--watch-exclude",
    "--no-clear-screen",
    "--reporter",
    "--junit-path",
    "--no-run",
    "--no-prompt",
    "-u",
    "--update-snapshots",
    "--changed",
    "--related",
    "--inspect",
    "--inspect-brk",
    "--inspect-wait",
    "--hide-stacktraces",
  ],
};
