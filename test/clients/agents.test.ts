import { copyFile, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";

import { expect, type TestContext, test } from "vitest";
import { z } from "zod";

import { instructions } from "../../src/mcp/instructions.ts";
import { tools } from "../../tools/index.ts";
import { packageRoot } from "../support/package-root.ts";
import { makeShop } from "../test-runs/shop.ts";
import { makeClientHome } from "./client-home.ts";
import type { ClientName } from "./clients.ts";
import { directLoop } from "./fix-loop.ts";
import { installClient, nodeFor } from "./install-client.ts";
import { runClient } from "./run-client.ts";
import { teaShop } from "./tea-shop.ts";

const report = z.strictObject({
  revision: z.string().optional(),
  instructions: z.string().optional(),
  tools: z.array(z.string()),
  /** What the model was shown for each call. */
  shown: z.array(z.string()),
  text: z.string(),
});

type Fixed = z.infer<typeof report> & { readonly root: string };

/** Runs an agent's program in a folder where it finds the SDK's packages, on a tea shop of its own. */
async function runAgent({ skip }: TestContext, name: ClientName, file: string): Promise<Fixed> {
  const folder = await installClient(name, skip);
  const node = await nodeFor(name, skip);
  const root = await makeShop(teaShop);
  const home = await makeClientHome(root);
  await symlink(join(folder, "node_modules"), join(home.folder, "node_modules"), "junction");
  const program = join(home.folder, file);
  await copyFile(join(packageRoot, "test", "clients", file), program);
  const task = JSON.stringify({ server: home.server, root, turns: directLoop });
  const { exitCode, stdout, stderr } = await runClient([node, program, task], home.folder, home);
  if (exitCode !== 0) {
    throw new Error(`${file} ended with ${exitCode}: ${stderr}`);
  }
  return { root, ...report.parse(JSON.parse(stdout)) };
}

/** The loop as it reads in text, which these clients show in the place of records. */
async function expectFixed({ root, tools: seen, shown, text }: Fixed): Promise<void> {
  expect(seen.toSorted()).toEqual(tools.map(({ name }) => name).toSorted());
  const [overview, tested, source, references, patched, edited, passed, checked] = shown;
  expect(overview).toContain("tea-shop");
  expect(tested).toMatch(/^failed: 2 failed, 1 passed/u);
  expect(source).toContain("2\texport function discounted(cents: number): number {");
  expect(references).toMatch(/^5 references/u);
  expect(patched).toContain("src/receipt.ts");
  expect(edited).toContain("no stale callers");
  expect(passed).toMatch(/^passed: 0 failed, 3 passed/u);
  expect(checked).toContain("0 new");
  expect(text).toBe("One tea is no longer discounted.");
  expect(await readFile(join(root, "src/receipt.ts"), "utf8")).toContain("* count, count)");
}

test("an agent on the Vercel AI SDK reads, patches, fixes and tests", async (context) => {
  const fixed = await runAgent(context, "ai-sdk", "ai-sdk-agent.mjs");
  await expectFixed(fixed);
  expect(fixed.instructions).toBe(instructions);
  // It asks for the newest protocol first, and falls back when a busy machine takes longer than its second.
  expect(["2026-07-28", "2025-11-25"]).toContain(fixed.revision);
});

test("an agent on the OpenAI Agents SDK does the same", async (context) => {
  const fixed = await runAgent(context, "openai-agents", "openai-agent.mjs");
  await expectFixed(fixed);
  expect(fixed.tools.length).toBe(tools.length);
});
