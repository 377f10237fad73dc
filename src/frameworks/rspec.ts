import { join } from "node:path";

import { eventsFile, readEventsFile } from "./events-file.ts";
import type { Framework, PackageFiles, RunPlan, RunRequest } from "./framework.ts";
import { keptArguments } from "./kept-arguments.ts";
import { namedTests } from "./named-tests.ts";
import { rubyCommand, viaBundler } from "./ruby.ts";
import { withoutSnapshots } from "./unsupported.ts";

export const rspec: Framework = {
  id: "rspec",
  title: "RSpec",
  isTestFile: (path) => path.endsWith("_spec.rb"),
  programs: ["rspec"],
  detect(files) {
    const because = files.has(".rspec") ? ".rspec" : findSpec(files);
    return because === undefined ? undefined : { because, configured: viaBundler(files, "rspec") };
  },
  plan(request) {
    return planRspec(request);
  },
  parse: readEventsFile,
};

function findSpec(files: PackageFiles): string | undefined {
  return files.paths.find((path) => /(^|\/)spec\/.*_spec\.rb$/.test(path));
}

function planRspec(request: RunRequest): RunPlan {
  const { detected, files, names, exactNames, runFolder, reporters } = request;
  const { command, before } = rubyCommand(request, "rspec");
  const kept = keptArguments(request, flagRules);
  const operands = files?.map((path) => `./${path}`) ?? kept.operands;
  return {
    command,
    args: [
      ...before,
      ...kept.options,
      "-r",
      join(reporters, "rspec-reporter.rb"),
      "-f",
      "RepowrightFormatter",
      "--no-color",
      ...operands,
    ],
    environment: {
      ...detected.environment,
      ...namedTests(names, exactNames),
      REPOWRIGHT_REPORT: eventsFile(runFolder),
    },
    outputs: [eventsFile(runFolder)],
    notes: withoutSnapshots(request, "RSpec"),
  };
}

const flagRules = {
  leads: [["rspec"]],
  dropped: ["-f", "--format", "-o", "--out"],
  valued: [
    "-I -r -f -o -e -E -t -P -O --require --format --out --options --order --seed --tag",
    "--pattern --exclude-pattern --example --default-path",
  ],
};
