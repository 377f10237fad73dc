import { describe, expect, test } from "vitest";

import { ava } from "../../src/frameworks/ava.ts";
import type { Framework } from "../../src/frameworks/framework.ts";
import { jest } from "../../src/frameworks/jest.ts";
import { mocha } from "../../src/frameworks/mocha.ts";
import { nodeTest } from "../../src/frameworks/node-test.ts";
import { vitest } from "../../src/frameworks/vitest.ts";
import { copyProject, ranOf, runFramework } from "../support/run-framework.ts";

/** A test of the shop that each runner's fixture has, by its file and the name that a run reports. */
interface Told {
  readonly basket: string;
  readonly receipt: string;
  /** One of two tests whose names differ in a number and hold what patterns are made of. */
  readonly one: string;
  readonly two: string;
}

const suites: Told = {
  basket: "test/basket.test.js",
  receipt: "test/receipt.test.js",
  one: "basket > total > of 1 teas (a $pecial price) is 250",
  two: "basket > total > of 2 teas (a $pecial price) is 490",
};
const shortFiles = { basket: "test/basket.js", receipt: "test/receipt.js" };

interface Runner extends Told {
  readonly framework: Framework;
  /** What the runner itself exits with when no test has the name. */
  readonly exitCode: number;
  /** Whether a name also means its namesakes in other suites. */
  readonly namesakes?: true;
}

const runners: readonly Runner[] = [
  { framework: vitest, ...suites, exitCode: 0 },
  { framework: jest, ...suites, exitCode: 0 },
  { framework: mocha, ...suites, ...shortFiles, exitCode: 0 },
  { framework: nodeTest, ...suites, exitCode: 0, namesakes: true },
  {
    framework: ava,
    ...shortFiles,
    one: "total of 1 teas (a *pecial price) is 250",
    two: "total of 2 teas (a *pecial price) is 490",
    exitCode: 1,
  },
];

describe.each(runners)(
  "$framework.id",
  { timeout: 60_000 },
  ({ framework, basket, receipt, one, two, exitCode, namesakes }) => {
    test("a reported name selects its test alone", async () => {
      const names = ["total", one];
      const { report } = await runFramework(framework, await copyProject(`tests-${framework.id}`), {
        names,
        exactNames: true,
      });
      expect(ranOf(report)).toEqual([
        `${basket} ${one}`,
        ...(namesakes === true ? [`${basket} ${two}`] : []),
        `${receipt} total`,
      ]);
    });

    test("a part of a name selects all that have it", async () => {
      const { report } = await runFramework(framework, await copyProject(`tests-${framework.id}`), {
        names: ["pecial price", "no such test"],
      });
      expect(ranOf(report)).toEqual([`${basket} ${one}`, `${basket} ${two}`]);
    });

    test("a file is a path, and no match of a name is no test", async () => {
      const run = await runFramework(framework, await copyProject(`tests-${framework.id}`), {
        files: [receipt],
        names: ["no such test (at all"],
      });
      expect(ranOf(run.report)).toEqual([]);
      expect(run.report).toMatchObject({ ended: true, suiteErrors: [] });
      expect(run.exitCode).toBe(exitCode);
    });
  },
);
