import { join } from "node:path";

import { eventsFile, readEventsFile } from "./events-file.ts";
import type { Framework, PackageFiles, RunPlan, RunRequest } from "./framework.ts";
import { namedTests } from "./named-tests.ts";
import { findPythonTest, getPython, isPythonTest, pythonEnvironment } from "./python.ts";
import { withoutSnapshots } from "./unsupported.ts";

/** Python's own. Our reporter stands in for `-m unittest` and takes the same arguments. */
export const unittest: Framework = {
  id: "unittest",
  title: "unittest",
  isTestFile: isPythonTest,
  programs: ["unittest"],
  detect(files) {
    const because = findPythonTest(files, /^\s*(import unittest|from unittest)\b/m);
    return because === undefined
      ? undefined
      : { because, configured: ["python3", "-m", "unittest", ...discovery(files)] };
  },
  plan(request) {
    return planUnittest(request);
  },
  parse: readEventsFile,
};

function planUnittest(request: RunRequest): RunPlan {
  const { detected, files, names, runFolder, reporters } = request;
  const configured = detected.configured ?? [];
  const kept = configured.slice(configured.indexOf("unittest") + 1);
  return {
    command: getPython(request),
    args: [join(reporters, "unittest-reporter.py"), ...(files === undefined ? kept : [])],
    environment: {
      ...pythonEnvironment(request),
      REPOWRIGHT_REPORT: eventsFile(runFolder),
      ...(files === undefined ? {} : { REPOWRIGHT_FILES: JSON.stringify(files) }),
      ...namedTests(names, request.exactNames),
    },
    outputs: [eventsFile(runFolder)],
    notes: withoutSnapshots(request, "unittest"),
  };
}

/** Discovery goes down into packages alone: tests in a folder without `__init__.py` are found when it starts there. */
function discovery(files: PackageFiles): string[] {
  const folders = files.paths
    .filter(isPythonTest)
    .map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  const apart = folders.filter((folder) => folder !== "" && !files.has(`${folder}/__init__.py`));
  const [start] = apart.toSorted((a, b) => a.length - b.length);
  const suffix = files.paths.some((path) => /(^|\/)test_[^/]*\.py$/.test(path))
    ? []
    : ["-p", "*_test.py"];
  return ["discover", ...(start === undefined ? [] : ["-s", start]), ...suffix];
}
