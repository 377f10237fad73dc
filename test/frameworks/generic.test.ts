import { expect, test, vi } from "vitest";

import { generic } from "../../src/frameworks/generic.ts";
import { filesOf, linesOf, makeProject, runFramework } from "../support/run-framework.ts";

vi.setConfig({ testTimeout: 60_000 });

const cases: readonly (readonly [title: string, printed: string])[] = [
  ["TAP", "1..2\nok 1 - sums\nnot ok 2 - differs\n  ---\n  message: no\n  ...\n"],
  [
    "JUnit",
    'hello\n<testsuite name="shop"><testcase name="sums" classname="cart"/></testsuite>\nbye\n',
  ],
  [
    "TeamCity",
    "##teamcity[testStarted name='sums']\n##teamcity[testFinished name='sums' duration='1']\n",
  ],
  [
    "go-json",
    '{"Time":"2026","Action":"run","Package":"shop","Test":"TestA"}\n{"Time":"2026","Action":"pass","Package":"shop","Test":"TestA"}\n{"Time":"2026","Action":"pass","Package":"shop"}\n',
  ],
  ["nothing that is known", "all is well\n"],
];

test.each(cases)("generic: a script that prints %s is run as it stands", async (_, printed) => {
  const project = await makeProject({
    "printed.txt": printed,
    Makefile: "test:\n\t@cat printed.txt\n",
  });
  const { report, exitCode } = await runFramework(generic, project);
  expect([exitCode, report.ended, ...linesOf(report), ...report.notes]).toMatchSnapshot();
});

test("generic: what it runs is read from the files alone", () => {
  const found = [
    { "package.json": '{"scripts":{"test":"./check.sh"}}' },
    { "package.json": '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}' },
    { Makefile: "check:\n\tprove\n" },
    { Makefile: "test := 1\n" },
    { justfile: "test flag='':\n  prove\n" },
  ].map((files) => generic.detect(filesOf(files))?.configured?.join(" "));
  expect(found).toEqual(["npm run --silent test", undefined, "make check", undefined, "just test"]);
});

test("generic: it cannot select", async () => {
  const project = await makeProject({ Makefile: "test:\n\ttrue\n" });
  await expect(runFramework(generic, project, { names: ["sums"] })).rejects.toThrow(
    "Nothing is known of how `make test` selects tests.",
  );
});
