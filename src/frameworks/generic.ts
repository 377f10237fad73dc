import { explainSilence } from "./explain-silence.ts";
import type { DetectedTests, Framework, PackageFiles, RunOutputs } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { readGoReport } from "./go-test.ts";
import { junitReport } from "./junit-report.ts";
import { parseFields } from "./read-fields.ts";
import { readJunit } from "./read-junit.ts";
import { readTap } from "./read-tap.ts";
import { readTeamcity } from "./read-teamcity.ts";
import { teamcityReport } from "./teamcity-report.ts";
import type { TestReport } from "./test-report.ts";
import { anyFrame, findFrames, fromRun } from "./text-frames.ts";
import { unsupported, withoutSnapshots } from "./unsupported.ts";

/** A test command whose runner nobody knows: run as it stands, read if it prints a format that is known. */
export const generic: Framework = {
  id: "generic",
  title: "test script",
  isTestFile: (path) => /(^|\/)(tests?|specs?)\/|[._-](test|spec)\.\w+$/.test(path),
  programs: [],
  detect: findScript,
  plan(request) {
    const { detected, files, names } = request;
    const [program = "", ...args] = detected.configured ?? [];
    if (files !== undefined || names !== undefined) {
      throw unsupported(
        `Nothing is known of how \`${[program, ...args].join(" ")}\` selects tests.`,
        "Run all tests of this package.",
      );
    }
    return {
      command: getProgram(request, [program], `Install ${program}.`),
      args,
      environment: { ...detected.environment },
      outputs: [],
      notes: withoutSnapshots(request, "This script"),
      reportOnStdout: true,
    };
  },
  parse: readAnything,
};

function findScript(files: PackageFiles): DetectedTests | undefined {
  for (const [file, script, configured] of scripts) {
    if (files.has(file) && script(files.read(file) ?? "")) {
      return { because: file, configured };
    }
  }
  return undefined;
}

const scripts: readonly (readonly [string, (text: string) => boolean, readonly string[]])[] = [
  ["package.json", hasNpmScript, ["npm", "run", "--silent", "test"]],
  ["Makefile", (text) => /^test\s*:(?!=)/m.test(text), ["make", "test"]],
  ["Makefile", (text) => /^check\s*:(?!=)/m.test(text), ["make", "check"]],
  ["justfile", (text) => /^test(\s[^:\n]*)?:(?!=)/m.test(text), ["just", "test"]],
  ["composer.json", (text) => hasScript(text), ["composer", "run-script", "test"]],
  ["Rakefile", (text) => /\btask\s*\(?:?["']?test\b|Rake::TestTask/.test(text), ["rake", "test"]],
];

/** What `npm init` writes is no test. */
function hasNpmScript(text: string): boolean {
  return hasScript(text) && !/"test"\s*:\s*"echo \\"Error: no test specified/.test(text);
}

function hasScript(text: string): boolean {
  const own = parseFields(text)?.["scripts"];
  return typeof own === "object" && own !== null && Object.hasOwn(own, "test");
}

function readAnything(outputs: RunOutputs): TestReport {
  const { stdout } = outputs;
  const find = fromRun(outputs);
  if (/^\{"Time":"[^"]*","Action":"/m.test(stdout)) {
    return explainSilence(readGoReport(stdout, outputs), outputs);
  }
  if (/^\s*<(\?xml|testsuites?\b)/m.test(stdout) && stdout.includes("<testsuite")) {
    const xml = stdout.slice(stdout.search(/<(\?xml|testsuites?\b)/));
    const [own] = /^[\s\S]*<\/testsuites?>/.exec(xml) ?? [xml];
    return junitReport(readJunit(own), outputs, {
      name: ({ className, name }) => (className === undefined ? name : `${className} > ${name}`),
      frames: (text) => findFrames(text, anyFrame, find),
    });
  }
  if (stdout.includes("##teamcity[test")) {
    return teamcityReport(readTeamcity(stdout), find);
  }
  return /^(TAP version \d+|1\.\.\d+)\s*$/m.test(stdout)
    ? readTap(stdout, outputs)
    : { tests: [], suiteErrors: [], ended: outputs.signal === null, notes: [unknownNote] };
}

const unknownNote =
  "Its output is neither TAP, JUnit XML, TeamCity's nor go-json, so that no tests are known: only the exit code is.";
