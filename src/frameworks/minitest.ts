import { join } from "node:path";

import { escapeRegex } from "./escape-regex.ts";
import { eventsFile, readEventsFile } from "./events-file.ts";
import type { Framework, PackageFiles, RunPlan, RunRequest } from "./framework.ts";
import { rubyCommand, viaBundler } from "./ruby.ts";
import { withoutSnapshots } from "./unsupported.ts";

/** Our reporter loads the files itself, as `rake test` would. */
export const minitest: Framework = {
  id: "minitest",
  title: "Minitest",
  isTestFile: (path) => /(^|\/)tests?\/(.*\/)?(test_[^/]*|[^/]*_test)\.rb$/.test(path),
  programs: ["minitest"],
  detect(files) {
    const because = findTest(files);
    return because === undefined ? undefined : { because, configured: viaBundler(files, "ruby") };
  },
  plan(request) {
    return planMinitest(request);
  },
  parse: readEventsFile,
};

function findTest(files: PackageFiles): string | undefined {
  const tests = files.paths.filter((path) => minitest.isTestFile(path));
  const helper = files.has("test/test_helper.rb") ? ["test/test_helper.rb"] : [];
  return [...helper, ...tests.slice(0, maxLooked)].find((path) =>
    /\b[Mm]initest\b|\bActiveSupport::TestCase\b/.test(files.read(path) ?? ""),
  );
}

const maxLooked = 50;

function planMinitest(request: RunRequest): RunPlan {
  const { detected, files, names, runFolder, reporters } = request;
  const { command, before } = rubyCommand(request, "ruby");
  return {
    command,
    args: [
      ...before,
      "-I",
      "lib",
      "-I",
      "test",
      join(reporters, "minitest-reporter.rb"),
      ...(names === undefined
        ? []
        : [`--name=/${names.map((name) => namePattern(name, request.exactNames)).join("|")}/`]),
    ],
    environment: {
      ...detected.environment,
      REPOWRIGHT_REPORT: eventsFile(runFolder),
      ...(files === undefined ? {} : { REPOWRIGHT_FILES: JSON.stringify(files) }),
    },
    outputs: [eventsFile(runFolder)],
    notes: withoutSnapshots(request, "Minitest"),
  };
}

/** A whole name has its class before `#`. */
function namePattern(name: string, exact: boolean | undefined): string {
  return exact === true || name.includes("#") ? `^${escapeRegex(name)}$` : escapeRegex(name);
}
