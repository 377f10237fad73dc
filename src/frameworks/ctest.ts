import { join } from "node:path";

import { escapeRegex } from "./escape-regex.ts";
import type { Framework, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { readCtest } from "./read-ctest.ts";
import { unsupported, withoutSnapshots } from "./unsupported.ts";

/** CTest runs what was built last, so we build first: in the run's own folder, with nothing left in the repository. */
export const ctest: Framework = {
  id: "ctest",
  title: "CTest",
  isTestFile: (path) => /(^|\/)(tests?\/.*|[^/]*[_-]?test)\.(c|cc|cpp|cxx)$/i.test(path),
  programs: ["ctest"],
  detect(files) {
    const tested = files.paths.some(
      (path) =>
        /(^|\/)CMakeLists\.txt$/.test(path) &&
        /^\s*(enable_testing|include\s*\(\s*CTest|add_test)\b/im.test(files.read(path) ?? ""),
    );
    return tested && files.has("CMakeLists.txt") ? { because: "CMakeLists.txt" } : undefined;
  },
  plan(request) {
    return planCtest(request);
  },
  parse: readCtest,
};

function planCtest(request: RunRequest): RunPlan {
  const { cwd, detected, files, runFolder } = request;
  if (files !== undefined) {
    throw unsupported(
      "CTest knows tests by name and not by file.",
      "Give `names`, or neither for all tests.",
    );
  }
  const kept = keptArguments(request, flagRules);
  const command = getProgram(request, ["ctest"], "Install CMake: https://cmake.org/download.");
  const junit = join(runFolder, "junit.xml");
  const test = [
    ...kept.options,
    ...selectionOf(request),
    `--output-junit`,
    junit,
    "--output-on-failure",
    "--no-tests=error",
  ];
  const built = kept.options.includes("--test-dir") || kept.options.includes("--preset");
  const ninja = request.find("ninja") !== undefined;
  return {
    command,
    args: built
      ? test
      : [
          "--build-and-test",
          cwd,
          join(runFolder, "build"),
          "--build-generator",
          ninja ? "Ninja" : "Unix Makefiles",
          "--test-command",
          command,
          ...test,
        ],
    environment: { ...detected.environment, CLICOLOR_FORCE: "0" },
    outputs: [junit],
    notes: [
      ...(built ? ["CTest ran what was built last; it was not built again."] : []),
      ...withoutSnapshots(request, "CTest"),
    ],
  };
}

function selectionOf({ names, exactNames }: RunRequest): string[] {
  if (names === undefined) {
    return [];
  }
  const either = `(${names.map(escapeRegex).join("|")})`;
  return ["-R", exactNames === true ? `^${either}$` : either];
}

const flagRules = {
  leads: [["ctest"]],
  valued: [
    "-R -E -L -LE -j -C -I -FA -FS -FC --test-dir --preset --parallel --timeout",
    "--build-config --repeat --stop-time --output-junit",
  ],
  dropped: ["--output-junit", "--output-on-failure", "-V", "-VV", "-Q", "-N", "--show-only"],
};
