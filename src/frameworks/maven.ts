import { join } from "node:path";

import type { Framework, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { jvmName } from "./jvm-name.ts";
import { keptArguments } from "./kept-arguments.ts";
import { readMaven } from "./read-maven.ts";
import { unsupported, withoutSnapshots } from "./unsupported.ts";

export const maven: Framework = {
  id: "maven",
  title: "Maven Surefire",
  isTestFile: (path) => /(^|\/)src\/test\/.*\.(java|kt|groovy|scala)$/.test(path),
  programs: ["mvn"],
  includes: (above) => /<modules>/u.test(above.read("pom.xml") ?? ""),
  detect(files) {
    const tested = files.paths.some((path) => maven.isTestFile(path));
    const modules = /<module>/.test(files.read("pom.xml") ?? "");
    return files.has("pom.xml") && (tested || modules) ? { because: "pom.xml" } : undefined;
  },
  plan(request) {
    return planMaven(request);
  },
  parse: readMaven,
};

function planMaven(request: RunRequest): RunPlan {
  const { cwd, detected, names, files, offline } = request;
  const kept = keptArguments(request, flagRules);
  const selected = names?.map((name) => ofName(name)) ?? files?.map((file) => ofFile(file));
  return {
    command: getProgram(request, ["mvn"], "Install Maven: https://maven.apache.org/download.cgi."),
    args: [
      "-B",
      ...(offline === true ? ["-o"] : []),
      ...kept.options,
      ...(selected === undefined
        ? []
        : [
            `-Dtest=${selected.join(",")}`,
            // Modules that have none of these tests are no failure; that none at all ran is seen in the reports.
            "-DfailIfNoTests=false",
            "-Dsurefire.failIfNoSpecifiedTests=false",
          ]),
      "--fail-at-end",
      "-Dstyle.color=never",
      // Else a stack begins at the test, and the line that threw is not in it.
      "-DtrimStackTrace=false",
      ...(kept.operands.length > 0 ? kept.operands : ["test"]),
    ],
    environment: { ...detected.environment },
    outputs: [
      join(cwd, "target/surefire-reports/TEST-*.xml"),
      join(cwd, "**/target/surefire-reports/TEST-*.xml"),
    ],
    notes: withoutSnapshots(request, "Maven"),
    reportOnStdout: true,
  };
}

/** `shop.CartTest#sums`, or a part of a class's or a method's name. */
function ofName(name: string): string {
  const { className, method } = jvmName(name);
  if (className !== undefined && method !== undefined) {
    return `${className}#${method}`;
  }
  if (!/^[\w$.]+$/.test(name)) {
    throw unsupported(
      `Surefire cannot select by ${JSON.stringify(name)}.`,
      "Give names as a run reports them, `shop.CartTest#sums`, or a part of one identifier.",
    );
  }
  return `*${name}*,*#*${name}*`;
}

function ofFile(file: string): string {
  const path = file.replace(/^.*?(^|\/)src\/test\/[^/]+\//, "").replace(/\.\w+$/, "");
  if (!/^[\w$/.-]+$/.test(path)) {
    throw unsupported(`Surefire cannot select the file ${file}.`, "Run all tests, or give names.");
  }
  return path;
}

const flagRules = {
  leads: [["mvn"], ["mvnw"]],
  valued: [
    "-f --file -P --activate-profiles -pl --projects -s --settings -T --threads -rf",
    "--resume-from -l --log-file -gs --global-settings -t --toolchains",
  ],
  dropped: ["-q", "--quiet", "-l", "--log-file"],
};
