import { posix } from "node:path";

import { explainSilence } from "./explain-silence.ts";
import type { Framework, RunOutputs, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { goFailure } from "./go-failure.ts";
import { goFiles } from "./go-files.ts";
import { goSelection } from "./go-selection.ts";
import { goSuiteErrors } from "./go-suite-errors.ts";
import { keptArguments } from "./kept-arguments.ts";
import { readGoJson, type GoPackage, type GoTest } from "./read-go-json.ts";
import type { TestFailure, TestReport, TestResult } from "./test-report.ts";
import type { FindFile } from "./text-frames.ts";
import { withoutSnapshots } from "./unsupported.ts";

export const goTest: Framework = {
  id: "go-test",
  title: "go test",
  isTestFile: (path) => path.endsWith("_test.go"),
  programs: ["go"],
  detect(files) {
    const module = ["go.mod", "go.work"].find((file) => files.has(file));
    const tested = files.paths.some((path) => path.endsWith("_test.go"));
    return module !== undefined && tested ? { because: module } : undefined;
  },
  plan(request) {
    return planGo(request);
  },
  parse(outputs) {
    return explainSilence(readGoReport(outputs.stdout, outputs), outputs);
  },
};

function planGo(request: RunRequest): RunPlan {
  const { detected, files, names, offline } = request;
  const kept = keptArguments(request, flagRules);
  const counted = kept.options.some((option) => /^--?count(=|$)/.test(option));
  const selection = names === undefined ? undefined : goSelection(names);
  const folders = files?.map((file) => `./${posix.dirname(file)}`.replace(/\/\.$/, ""));
  const packages = folders ?? selection?.packages ?? kept.operands;
  return {
    command: getProgram(request, ["go"], "Install Go: https://go.dev/dl."),
    args: [
      "test",
      "-json",
      // A cached result is one that was not run.
      ...(counted ? [] : ["-count=1"]),
      ...kept.options,
      ...(selection === undefined ? [] : [`-run=${selection.pattern}`]),
      ...(packages.length > 0 ? new Set(packages) : ["./..."]),
      ...(kept.rest === undefined ? [] : ["--", ...kept.rest]),
    ],
    environment: {
      ...detected.environment,
      ...(offline === true ? { GOPROXY: "off", GOTOOLCHAIN: "local" } : {}),
    },
    outputs: [],
    notes: [
      ...(files === undefined
        ? []
        : ["go test runs packages: the other test files of these folders ran as well."]),
      ...(selection?.notes ?? []),
      ...withoutSnapshots(request, "go test"),
    ],
    reportOnStdout: true,
  };
}

const flagRules = {
  leads: [["go", "test"]],
  passesOn: true,
  dropped: ["-json", "-v", "--json", "--v"],
  valued: [
    "-args -tags -timeout -run -skip -bench -count -cpu -parallel -coverprofile -covermode",
    "-coverpkg -exec -o -p -ldflags -gcflags -mod -modfile -vet -shuffle",
  ],
};

/** What `go test -json` printed, here or by way of a script. */
export function readGoReport(stdout: string, outputs: RunOutputs): TestReport {
  const stream = readGoJson(stdout);
  const findIn = goFiles(
    outputs,
    stream.packages.map(({ name }) => name),
  );
  const all = stream.packages.flatMap(({ tests }) => tests);
  return {
    tests: stream.packages.flatMap((one) => readTests(one, findIn(one.name))),
    suiteErrors: goSuiteErrors(stream, outputs.stderr, findIn),
    ended:
      outputs.signal === null &&
      stream.packages.length > 0 &&
      stream.packages.every(({ result }) => result !== undefined),
    started: all.length,
    notes: [],
  };
}

function readTests({ name, tests }: GoPackage, find: FindFile): TestResult[] {
  const failures = new Map(
    tests
      .filter(({ result }) => result === "fail")
      .map((test) => [test.name, goFailure(test.output, find)]),
  );
  return tests.flatMap((test) => {
    const status = statuses[test.result ?? "none"];
    const failure = failures.get(test.name) ?? ofSubtest(test, failures);
    const place = failure?.frames.find(({ path }) => path.endsWith("_test.go"));
    return status === undefined
      ? []
      : [
          {
            name: `${name}.${test.name}`,
            ...(place === undefined ? {} : { path: place.path, line: place.line }),
            status,
            ...(test.seconds === undefined ? {} : { durationMs: test.seconds * 1000 }),
            failures:
              status === "failed"
                ? [failure ?? { message: "It failed and said nothing.", frames: [] }]
                : [],
          },
        ];
  });
}

const statuses = { pass: "passed", fail: "failed", skip: "skipped", none: undefined } as const;

/** A test that fails because a subtest does has nothing to say itself; it fails for the same reason. */
function ofSubtest(
  { name }: GoTest,
  failures: ReadonlyMap<string, TestFailure | undefined>,
): TestFailure | undefined {
  const within = [...failures].find(
    ([other, failure]) => failure !== undefined && other.startsWith(`${name}/`),
  );
  return within?.[1];
}
