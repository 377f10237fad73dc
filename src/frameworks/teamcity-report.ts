import type { Teamcity, TeamcityTest } from "./read-teamcity.ts";
import type { TestReport, TestResult } from "./test-report.ts";
import { anyFrame, findFrames, type FindFile } from "./text-frames.ts";

/** What TeamCity's service messages tell, of a runner nobody knows. */
export function teamcityReport({ tests, complete }: Teamcity, find: FindFile): TestReport {
  return {
    tests: tests.flatMap((test) => {
      const result = readTest(test, find);
      return result === undefined ? [] : [result];
    }),
    suiteErrors: [],
    ended: complete,
    started: tests.length,
    notes: [],
  };
}

/** Undefined when it never ended. */
function readTest(test: TeamcityTest, find: FindFile): TestResult | undefined {
  const { status, durationMs, message = "", details = "", expected, actual } = test;
  const frames = findFrames(details, anyFrame, find);
  const [place] = frames;
  return status === "started"
    ? undefined
    : {
        name: [...test.suites, test.name].join(" > "),
        ...(place === undefined ? {} : { path: place.path, line: place.line }),
        status,
        ...(durationMs === undefined ? {} : { durationMs }),
        failures:
          status === "failed"
            ? [
                {
                  message: message === "" ? details : message,
                  ...(expected === undefined || actual === undefined ? {} : { expected, actual }),
                  frames,
                },
              ]
            : [],
      };
}
