import { join } from "node:path";

import { comparedValues } from "./compared-values.ts";
import { explainSilence } from "./explain-silence.ts";
import type { Framework, RunOutputs, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { readTrx, type TrxTest } from "./read-trx.ts";
import type { TestReport, TestResult } from "./test-report.ts";
import { findFrames, framePatterns, fromRun } from "./text-frames.ts";
import { unsupported, withoutSnapshots } from "./unsupported.ts";

export const dotnetTest: Framework = {
  id: "dotnet-test",
  title: "dotnet test",
  isTestFile: (path) => /Tests?\.(cs|fs|vb)$/.test(path),
  programs: ["dotnet"],
  includes: (above) => above.paths.some((path) => /^[^/]+\.slnx?$/u.test(path)),
  detect(files) {
    const because = files.paths.find(
      (path) =>
        /\.(cs|fs|vb)proj$/.test(path) &&
        /Microsoft\.NET\.Test\.Sdk|<IsTestProject>\s*true/i.test(files.read(path) ?? ""),
    );
    return because === undefined ? undefined : { because };
  },
  plan(request) {
    return planDotnet(request);
  },
  parse(outputs) {
    return explainSilence(readDotnet(outputs), outputs);
  },
};

function planDotnet(request: RunRequest): RunPlan {
  const { detected, files, names, exactNames, runFolder, offline } = request;
  if (files !== undefined) {
    throw unsupported(
      "dotnet test knows tests by name and not by file.",
      "Give `names`, or neither.",
    );
  }
  const kept = keptArguments(request, flagRules);
  const results = join(runFolder, "dotnet");
  const filter = names?.map(
    (name) => `FullyQualifiedName${exactNames === true ? "=" : "~"}${escape(name)}`,
  );
  return {
    command: getProgram(
      request,
      ["dotnet"],
      "Install .NET: https://dotnet.microsoft.com/download.",
    ),
    args: [
      "test",
      ...kept.operands,
      ...kept.options,
      "--nologo",
      ...(offline === true ? ["--no-restore"] : []),
      "--logger=trx",
      `--results-directory=${results}`,
      ...(filter === undefined ? [] : [`--filter=${filter.join("|")}`]),
      ...(kept.rest === undefined ? [] : ["--", ...kept.rest]),
    ],
    environment: {
      ...detected.environment,
      DOTNET_CLI_TELEMETRY_OPTOUT: "1",
      DOTNET_NOLOGO: "1",
      // So that no build server outlives the run.
      MSBUILDDISABLENODEREUSE: "1",
      UseSharedCompilation: "false",
    },
    outputs: [join(results, "*.trx")],
    notes: withoutSnapshots(request, "dotnet test"),
  };
}

/** A test's values of parameters are no part of what a filter compares. */
function escape(name: string): string {
  return name.replace(/\(.*$/s, "").replaceAll(/[\\()&|=!~]/g, String.raw`\$&`);
}

const flagRules = {
  leads: [["dotnet", "test"]],
  passesOn: true,
  valued: [
    "-c --configuration -f --framework -s --settings -r --runtime -a --filter --arch --os",
    "--logger -l --results-directory --collect -v --verbosity --output -o",
  ],
  dropped: ["--logger", "-l", "--results-directory", "--nologo", "--list-tests", "-t"],
};

function readDotnet(outputs: RunOutputs): TestReport {
  const files = [...outputs.files].filter(([path]) => path.endsWith(".trx"));
  const results = files.map(([, xml]) => readTrx(xml));
  const tests = results.flatMap((result) => result.tests.map((test) => readTest(test, outputs)));
  return {
    tests,
    suiteErrors: [
      ...results.flatMap(({ errors }) => errors.map((message) => ({ message, frames: [] }))),
      ...compilerErrors(outputs),
    ],
    ended:
      results.length > 0 &&
      results.every(({ outcome }) => outcome !== undefined && !/abort|error/i.test(outcome)),
    started: tests.length,
    notes: [],
  };
}

function readTest(test: TrxTest, outputs: RunOutputs): TestResult {
  const frames = findFrames(test.stack, framePatterns.dotnet, fromRun(outputs));
  const place = frames.at(-1);
  const failed = !/^(Passed|NotExecuted|Inconclusive|Pending|Warning)$/i.test(test.outcome);
  const [, type, rest] = /^([\w.]+(?:Exception|Error)) ?: ([\s\S]*)$/.exec(test.message) ?? [];
  const message = (rest ?? test.message).trim() || test.outcome;
  return {
    name: test.name,
    ...(place === undefined ? {} : { path: place.path, line: place.line }),
    status: failed ? "failed" : /^Passed$/i.test(test.outcome) ? "passed" : "skipped",
    ...(test.durationMs === undefined ? {} : { durationMs: test.durationMs }),
    failures: failed
      ? [{ ...(type === undefined ? {} : { type }), message, ...comparedValues(message), frames }]
      : [],
  };
}

/** `/shop/CartTests.cs(12,9): error CS0103: The name …`; each stands there twice. */
function compilerErrors(outputs: RunOutputs): TestReport["suiteErrors"] {
  const find = fromRun(outputs);
  const lines = outputs.stdout.matchAll(
    /^\s*(\S[^(\n]*)\((\d+),(\d+)\): (error .*?)(?: \[[^\]\n]*\])?$/gm,
  );
  const errors = [...lines].map(([, path = "", line, column, message = ""]) => {
    const frame = {
      path: find(path, undefined) ?? path,
      line: Number(line),
      column: Number(column),
    };
    return { path: frame.path, line: frame.line, message, frames: [frame] };
  });
  const keys = errors.map(({ path, line, message }) => `${path}:${line} ${message}`);
  return errors.filter((_, at) => keys.indexOf(keys[at] ?? "") === at).slice(0, maxErrors);
}

const maxErrors = 50;
