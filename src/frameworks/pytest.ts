import { join } from "node:path";

import { eventsFile, readEventsFile } from "./events-file.ts";
import type { Framework, PackageFiles, RunPlan, RunRequest } from "./framework.ts";
import { keptArguments } from "./kept-arguments.ts";
import { namedTests } from "./named-tests.ts";
import { findPythonTest, getPython, isPythonTest, pythonEnvironment } from "./python.ts";
import { withoutSnapshots } from "./unsupported.ts";

/** Our plugin reports; the names to run go to it as well, so that no name is ever read as an option or an expression. */
export const pytest: Framework = {
  id: "pytest",
  title: "pytest",
  isTestFile: isPythonTest,
  programs: ["pytest", "py.test"],
  detect(files) {
    const because = configuration(files);
    return because === undefined ? undefined : { because };
  },
  plan(request) {
    return planPytest(request);
  },
  parse: readEventsFile,
};

const sections: readonly (readonly [file: string, section: RegExp])[] = [
  ["pytest.ini", /^/],
  [".pytest.ini", /^/],
  ["pytest.toml", /^/],
  ["pyproject.toml", /^\s*\[tool\.pytest[\].]/m],
  ["tox.ini", /^\s*\[pytest\]/m],
  ["setup.cfg", /^\s*\[tool:pytest\]/m],
];

function configuration(files: PackageFiles): string | undefined {
  const configured = sections.find(
    ([file, section]) => files.has(file) && section.test(files.read(file) ?? ""),
  );
  const fixtures = files.paths.find((path) => /(^|\/)conftest\.py$/.test(path));
  return (
    configured?.[0] ??
    fixtures ??
    findPythonTest(files, /^\s*(import pytest|from pytest)\b|^(async )?def test_/m)
  );
}

function planPytest(request: RunRequest): RunPlan {
  const { files, names, runFolder, reporters } = request;
  const kept = keptArguments(request, flagRules);
  const narrowed = files ?? filesOfNames(names ?? []);
  return {
    command: getPython(request),
    args: [
      "-m",
      "pytest",
      ...kept.options,
      "-p",
      "pytest-reporter",
      "-o",
      // Not `-p no:cacheprovider`: a project that configures `--lf` would not start.
      `cache_dir=${join(runFolder, "pytest-cache")}`,
      "--color=no",
      "--continue-on-collection-errors",
      ...(narrowed.length > 0 ? narrowed.map((path) => `./${path}`) : kept.operands),
    ],
    environment: {
      ...pythonEnvironment(request, reporters),
      REPOWRIGHT_REPORT: eventsFile(runFolder),
      ...namedTests(names, request.exactNames),
    },
    outputs: [eventsFile(runFolder)],
    notes: withoutSnapshots(request, "pytest"),
  };
}

/** When each name says its file, no other has to be imported. */
function filesOfNames(names: readonly string[]): string[] {
  const files = names.map((name) => /^(?!\/)([^:]+\.py)::/.exec(name)?.[1]);
  const known = files.filter((file) => file !== undefined);
  return known.length === files.length ? [...new Set(known)] : [];
}

/** Options of pytest and of well-known plugins whose value is the next argument. */
const flagRules = {
  leads: [["pytest"], ["py.test"]],
  dropped: ["-q", "-v"],
  valued: [
    "-c -k -m -n -o -p -r -W --basetemp --confcutdir --deselect --durations --ignore",
    "--ignore-glob --junitxml --junit-xml --log-level --maxfail --numprocesses --rootdir",
    "--tb --timeout --capture --color --dist --import-mode --cov-report --cov-config",
    "--cov-fail-under --reruns --reruns-delay --override-ini",
  ],
};
