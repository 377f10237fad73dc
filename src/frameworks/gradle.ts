import { join } from "node:path";

import { explainSilence } from "./explain-silence.ts";
import type { Framework, RunOutputs, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { jvmName } from "./jvm-name.ts";
import { jvmReport } from "./jvm-report.ts";
import { keptArguments } from "./kept-arguments.ts";
import type { SuiteError, TestReport } from "./test-report.ts";
import { findFrames, fromRun } from "./text-frames.ts";
import { unsupported, withoutSnapshots } from "./unsupported.ts";

export const gradle: Framework = {
  id: "gradle",
  title: "Gradle",
  isTestFile: (path) => /(^|\/)src\/test\/.*\.(java|kt|groovy|scala)$/.test(path),
  programs: ["gradle", "gradlew"],
  includes: (_above, below) =>
    !below.paths.some((path) => /^settings\.gradle(?:\.kts)?$/u.test(path)),
  detect(files) {
    const because = [
      "build.gradle",
      "build.gradle.kts",
      "settings.gradle",
      "settings.gradle.kts",
    ].find((file) => files.has(file));
    return because === undefined
      ? undefined
      : { because, configured: [files.has("gradlew") ? "./gradlew" : "gradle", "test"] };
  },
  plan(request) {
    return planGradle(request);
  },
  parse: readGradle,
};

function planGradle(request: RunRequest): RunPlan {
  const { cwd, detected, files, names, offline } = request;
  const [program = ""] = detected.configured ?? [];
  const kept = keptArguments(request, flagRules);
  const selected = names?.map(ofName) ?? files?.map(ofFile) ?? [];
  const tasks = kept.operands.length > 0 ? kept.operands : ["test"];
  return {
    command: program.endsWith("gradlew")
      ? join(cwd, "gradlew")
      : getProgram(request, ["gradle"], "Install Gradle, or add its wrapper to the project."),
    args: [
      "--console=plain",
      "--no-daemon",
      "--continue",
      ...(offline === true ? ["--offline"] : []),
      ...kept.options,
      // A task that is up to date is not run again and leaves old reports.
      ...(tasks.includes("test") ? ["cleanTest"] : []),
      ...tasks.flatMap((task) => [task, ...selected.map((pattern) => `--tests=${pattern}`)]),
    ],
    environment: { ...detected.environment },
    outputs: [join(cwd, "build/test-results/*/*.xml"), join(cwd, "**/build/test-results/*/*.xml")],
    notes: withoutSnapshots(request, "Gradle"),
    reportOnStdout: true,
  };
}

function ofName(name: string): string {
  const { className, method } = jvmName(name);
  const plain = className === undefined || method === undefined ? name : `${className}.${method}`;
  if (!/^[\w$.]+$/.test(plain)) {
    throw unsupported(
      `Gradle cannot select by ${JSON.stringify(name)}.`,
      "Give names as a run reports them, `shop.CartTest#sums`, or a part of one identifier.",
    );
  }
  return className === undefined ? `*${plain}*` : plain;
}

function ofFile(file: string): string {
  return `*${
    file
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "") ?? ""
  }`;
}

const flagRules = {
  leads: [["gradlew"], ["gradle"]],
  valued: [
    "-p --project-dir -b --build-file -I --init-script -x --exclude-task -c --settings-file",
    "--tests --max-workers --project-cache-dir -g --gradle-user-home",
  ],
  dropped: ["--tests", "-q", "--quiet", "--console", "--continuous", "-t", "--daemon"],
};

function readGradle(outputs: RunOutputs): TestReport {
  const xmls = [...outputs.files].filter(([path]) => path.endsWith(".xml")).map(([, xml]) => xml);
  const report = jvmReport(xmls, outputs);
  const ended = /^BUILD (SUCCESSFUL|FAILED) in /m.test(`${outputs.stdout}\n${outputs.stderr}`);
  const red = report.tests.some(({ status }) => status === "failed");
  const errors = red || outputs.exitCode === 0 ? [] : buildErrors(outputs);
  return explainSilence(
    {
      ...report,
      suiteErrors: [...report.suiteErrors, ...errors],
      ended: report.ended && ended,
    },
    outputs,
  );
}

/** What the compilers said, else what Gradle says went wrong. */
function buildErrors(outputs: RunOutputs): SuiteError[] {
  const text = `${outputs.stdout}\n${outputs.stderr}`;
  const compiler = [
    ...text.matchAll(/^(?:e: (?:file:\/\/)?)?(\/\S+?\.(?:java|kt|groovy|scala):\d+):.*$/gm),
  ].map(([line]) => {
    const frames = findFrames(
      line,
      [/^(?:e: (?:file:\/\/)?)?(?<path>\/.*?):(?<line>\d+)/],
      fromRun(outputs),
    );
    const [first] = frames;
    return {
      ...(first === undefined ? {} : { path: first.path, line: first.line }),
      message: line,
      frames,
    };
  });
  const wrong = /\* What went wrong:\n([\s\S]*?)\n\n\*/.exec(text)?.[1];
  return compiler.length > 0
    ? compiler.slice(0, 50)
    : wrong === undefined
      ? []
      : [{ message: wrong, frames: [] }];
}
