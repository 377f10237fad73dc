import { expect, test } from "vitest";

import { ava } from "../../src/frameworks/ava.ts";
import { bun } from "../../src/frameworks/bun.ts";
import { deno } from "../../src/frameworks/deno.ts";
import type { Framework } from "../../src/frameworks/framework.ts";
import { jest } from "../../src/frameworks/jest.ts";
import { mocha } from "../../src/frameworks/mocha.ts";
import { nodeTest } from "../../src/frameworks/node-test.ts";
import { playwright } from "../../src/frameworks/playwright.ts";
import { vitest } from "../../src/frameworks/vitest.ts";

interface Asked {
  readonly files?: readonly string[];
  readonly names?: readonly string[];
  readonly updateSnapshots?: boolean;
  readonly nodeVersion?: string;
}

/** The command line for a test script. */
function planned(
  framework: Framework,
  configured: string,
  { updateSnapshots = false, ...asked }: Asked = {},
): string {
  const { command, args } = framework.plan({
    root: "/shop",
    cwd: "/shop",
    detected: { because: "scripts.test", configured: configured.split(" ") },
    updateSnapshots,
    runFolder: "/run",
    reporters: "/reporters",
    find: (program) => `/bin/${program}`,
    installedVersion: () => undefined,
    ...asked,
  });
  return [command, ...args].join(" ");
}

const scripts: readonly (readonly [Framework, string])[] = [
  [vitest, "vitest watch --config a.ts --ui --reporter dot --reporter=html -u -t tea src"],
  [jest, "jest --watchAll --config a.js --reporters default github --updateSnapshot -t tea src"],
  [mocha, "mocha -w --require ts-node/register -R dot -g tea test"],
  [
    nodeTest,
    "node --import tsx --watch --test --test-reporter spec --test-name-pattern tea test.ts",
  ],
  [ava, "ava --watch --serial -m tea test"],
  [playwright, "playwright test --ui --project shop --headed -g tea e2e"],
  [bun, "bun test --watch --timeout 9 -t tea src"],
  [deno, "deno test -A --watch --filter tea src"],
];

test.each(scripts)(
  "$id keeps what the script says, and never watches, updates or prints otherwise",
  (framework, script) => {
    expect(planned(framework, script)).toMatchSnapshot();
  },
);

test.each(scripts)("$id: files and names take the place of the script's", (framework, script) => {
  const asked = { files: ["test/a+b [1].js"], names: ["-x", "a.b > c's"], updateSnapshots: true };
  const line = planned(framework, script, asked);
  expect(line).toMatchSnapshot();
  expect(line).not.toMatch(/ (src|test|e2e|test\.ts)$/);
});

test("nothing that is asked for becomes an option", () => {
  for (const [framework, script] of scripts) {
    const { args } = framework.plan({
      root: "/shop",
      cwd: "/shop",
      detected: { because: "scripts.test", configured: script.split(" ") },
      files: ["till.js"],
      names: ["--config=evil.js", "-r", "/x/"],
      updateSnapshots: false,
      runFolder: "/run",
      reporters: "/reporters",
      find: (program) => `/bin/${program}`,
      installedVersion: () => undefined,
    });
    expect(args.filter((arg) => /^(--config=evil|-r$|\/x\/)/.test(arg))).toEqual([]);
  }
});

test("a runner that is not installed is named, with how to get it", () => {
  const request = {
    root: "/shop",
    cwd: "/shop",
    detected: { because: "scripts.test" },
    updateSnapshots: false,
    runFolder: "/run",
    reporters: "/reporters",
    find: () => undefined,
    installedVersion: () => undefined,
  };
  expect(() => vitest.plan(request)).toThrowErrorMatchingInlineSnapshot(
    `[ToolError: The tests need vitest, and there is none, neither in the package nor on PATH.]`,
  );
});
