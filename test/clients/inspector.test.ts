import { join } from "node:path";

import { describe, expect, type TestContext, test } from "vitest";
import { z } from "zod";

import { tools } from "../../tools/index.ts";
import { makeShop } from "../test-runs/shop.ts";
import { till } from "../tools/run-tests-support.ts";
import { makeClientHome } from "./client-home.ts";
import { installClient, nodeFor } from "./install-client.ts";
import { type ClientRun, runClient } from "./run-client.ts";

/** Runs the Inspector's command line on a server for the till; its result is JSON. */
async function inspect(
  { skip }: TestContext,
  era: string,
  ...options: readonly string[]
): Promise<ClientRun> {
  const folder = await installClient("inspector", skip);
  const home = await makeClientHome();
  const build = "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";
  const node = await nodeFor("inspector", skip);
  const fixed = ["--cli", "--quiet", "--format", "json", "--protocol-era", era];
  return await runClient(
    [node, join(folder, build), ...fixed, ...options, "--", ...home.server],
    await makeShop(till),
    home,
  );
}

function call(tool: string, args: object): string[] {
  const given = ["--tool-args-json", JSON.stringify(args)];
  return ["--method", "tools/call", "--tool-name", tool, ...given];
}

const listed = z.object({ result: z.object({ tools: z.array(z.object({ name: z.string() })) }) });
const called = z.object({
  result: z.object({
    content: z.array(z.object({ type: z.literal("text"), text: z.string() })).min(1),
    structuredContent: z.looseObject({ total: z.int() }),
  }),
});
const loaded = z.object({ result: z.looseObject({ requests: z.int() }) });

describe.each(["legacy", "modern"])("the Inspector in the %s era", (era) => {
  test("lists every tool and finds no schema that a client could not read", async (context) => {
    const run = await inspect(context, era, "--method", "tools/list", "--strict");
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const { result } = listed.parse(JSON.parse(run.stdout));
    expect(result.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
  });

  test("calls a tool and shows its record", async (context) => {
    const run = await inspect(context, era, ...call("find_symbols", { query: "withTax" }));
    expect(run.exitCode).toBe(0);
    expect(called.parse(JSON.parse(run.stdout)).result.structuredContent.total).toBe(1);
  });

  test("ends with the exit code of a failed tool, and shows what to do next", async (context) => {
    const run = await inspect(context, era, ...call("read_code", { targets: ["src/tex.js"] }));
    expect(run.exitCode).toBe(5);
    expect(run.stdout + run.stderr).toContain("Did you mean");
  });

  test("loads one server with 200 calls, 20 at a time, and none fails", async (context) => {
    const many = ["--load", "--load-requests", "200", "--load-concurrency", "20"];
    const run = await inspect(
      context,
      era,
      ...call("search_code", { pattern: "withTax" }),
      ...many,
    );
    expect(run.exitCode).toBe(0);
    const summary = { requests: 200, ok: 200, errors: 0, toolErrors: 0, errorMessages: [] };
    expect(loaded.parse(JSON.parse(run.stdout)).result).toMatchObject(summary);
  });
});
