import { homedir } from "node:os";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect, vi } from "vitest";

import { cargoTest } from "../../src/frameworks/cargo-test.ts";
import {
  copyProject,
  findOnPath,
  linesOf,
  makeProject,
  ranOf,
  runFramework,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 120_000 });

const own = join(homedir(), ".cargo", "bin", "cargo");
const cargo = findOnPath("cargo") ?? (existsSync(own) ? own : undefined);
const programs = cargo === undefined ? {} : { cargo };
const withCargo = testWith("cargo", cargo);

withCargo("cargo test: every test with its place and reason; names and files select", async () => {
  const project = await copyProject("tests-cargo");
  const { report, exitCode } = await runFramework(cargoTest, project, { programs });
  expect(linesOf(report)).toMatchInlineSnapshot(`
      [
        "failed ? tests::returns_an_error (?: "the till is shut")",
        "failed src/lib.rs:25 tests::differs (panic: assertion \`left == right\` failed: one tea @ src/lib.rs:25)",
        "failed src/lib.rs:41 tests::is_expected_to_panic (?: test did not panic as expected at src/lib.rs:41:8 @ src/lib.rs:41)",
        "failed src/lib.rs:9 tests::panics_in_the_source (panic: index out of bounds: the len is 0 but the index is 0 @ src/lib.rs:9)",
        "passed ? opens",
        "passed ? tests::sums",
        "passed src/lib.rs:1 src/lib.rs - total (line 1)",
        "skipped ? tests::skipped",
      ]
    `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect(exitCode).toBe(101);
  const differs = report.tests.find(({ name }) => name === "tests::differs");
  expect(differs?.failures).toMatchInlineSnapshot(`
    [
      {
        "actual": "1",
        "expected": "2",
        "frames": [
          {
            "column": 9,
            "line": 25,
            "path": "src/lib.rs",
          },
        ],
        "message": "assertion \`left == right\` failed: one tea
      left: 1
     right: 2",
        "type": "panic",
      },
    ]
  `);
  const part = await runFramework(cargoTest, project, {
    programs,
    names: ["tests::sums"],
    exactNames: true,
  });
  expect(ranOf(part.report)).toMatchInlineSnapshot(`
      [
        "? tests::sums",
      ]
    `);
  const file = await runFramework(cargoTest, project, { programs, files: ["tests/till.rs"] });
  expect(ranOf(file.report)).toMatchInlineSnapshot(`
      [
        "? opens",
      ]
    `);
  const nothing = await runFramework(cargoTest, project, {
    programs,
    files: ["tests/till.rs"],
    names: ["no such test"],
  });
  expect([nothing.exitCode, nothing.report.tests]).toEqual([0, []]);
  const plain = await runFramework(cargoTest, project, {
    programs,
    detected: { because: "Cargo.toml", configured: ["cargo", "test", "--lib", "--"] },
  });
  expect(linesOf(plain.report)).toEqual(linesOf(report).filter((line) => line.includes("tests::")));
});

withCargo("cargo test: what ends early or cannot be compiled is not green", async () => {
  const manifest = '[package]\nname = "till"\nversion = "1.0.0"\nedition = "2021"\n';
  const exits = await runFramework(
    cargoTest,
    await makeProject({
      "Cargo.toml": manifest,
      "src/lib.rs": "",
      "tests/till.rs": "#[test]\nfn exits() {\n    std::process::exit(0);\n}\n",
    }),
    { programs, files: ["tests/till.rs"] },
  );
  expect(exits.exitCode).toBe(0);
  expect(exits.report).toMatchObject({ ended: false, started: 1, tests: [] });
  const broken = await runFramework(
    cargoTest,
    await makeProject({
      "Cargo.toml": manifest,
      "src/lib.rs": "#[test]\nfn never() {\n    no_such_till();\n}\n",
    }),
    { programs },
  );
  expect(linesOf(broken.report)).toMatchInlineSnapshot(`
      [
        "error src/lib.rs error[E0425]: cannot find function \`no_such_till\` in this scope",
      ]
    `);
});
