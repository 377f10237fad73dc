import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, type TestContext, test } from "vitest";
import { z } from "zod";

import { makeRepository } from "../support/repository.ts";
import { makeClientHome } from "./client-home.ts";
import { genericScenarios, skippedScenarios } from "./conformance-scenarios.ts";
import { startHttpBridge } from "./http-bridge.ts";
import { installClient, nodeFor } from "./install-client.ts";
import { runClient } from "./run-client.ts";

const check = z.looseObject({ id: z.string(), status: z.string() });

/** Runs the suite's program; what it printed, and the checks it wrote down. */
async function runSuite(
  { skip }: TestContext,
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly checks: readonly z.infer<typeof check>[] }> {
  const folder = await installClient("conformance", skip);
  const node = await nodeFor("conformance", skip);
  const home = await makeClientHome();
  const program = "node_modules/@modelcontextprotocol/conformance/dist/index.js";
  const { stdout } = await runClient([node, join(folder, program), ...args], home.folder, home);
  const files = await readdir(home.folder, { recursive: true });
  const written = files.filter((file) => file.endsWith("checks.json"));
  const texts = await Promise.all(
    written.map(async (file) => await readFile(join(home.folder, file), "utf8")),
  );
  return { stdout, checks: texts.flatMap((text) => z.array(check).parse(JSON.parse(text))) };
}

test("every scenario of the conformance suite is run, or we say why not", async (context) => {
  const { stdout } = await runSuite(context, "list", "--server");
  const names = [...stdout.matchAll(/^ +- (?<name>\S+)/gmu)].map(({ groups }) => groups?.["name"]);
  expect(names.length).toBeGreaterThan(60);
  const run = new Set(Object.values(genericScenarios).flatMap((one) => Object.keys(one)));
  const reasons = Object.keys(skippedScenarios);
  const unexplained = names.filter(
    (name = "") => !run.has(name) && !reasons.some((beginning) => name.startsWith(beginning)),
  );
  expect(unexplained).toEqual([]);
});

const runs = Object.entries(genericScenarios).flatMap(([revision, scenarios]) =>
  Object.entries(scenarios).map(([scenario, known]) => ({ revision, scenario, known })),
);

test.for(runs)(
  "conformance to $revision: $scenario",
  async ({ revision, scenario, known }, context) => {
    const bridge = await startHttpBridge(await makeRepository({ "tea.ts": "export {};\n" }));
    onTestFinished(async () => await bridge.close());
    const which = ["--scenario", scenario, "--spec-version", revision, "--output-dir", "results"];
    const { checks } = await runSuite(context, "server", "--url", bridge.url, ...which);
    expect(checks.length).toBeGreaterThan(0);
    const failed = checks.filter(({ status }) => status === "FAILURE").map(({ id }) => id);
    expect(failed.toSorted()).toEqual(Object.keys(known).toSorted());
  },
);
