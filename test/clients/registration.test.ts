import { mkdir, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, type TestContext, test } from "vitest";
import { z } from "zod";

import { makeRepository } from "../support/repository.ts";
import { type ClientHome, makeClientHome } from "./client-home.ts";
import type { ClientName } from "./clients.ts";
import { installClient, nodeFor } from "./install-client.ts";
import { type ClientRun, runClient } from "./run-client.ts";

interface Registered {
  readonly root: string;
  readonly home: ClientHome;
  /** Runs the client in the repository. */
  readonly run: (...args: readonly string[]) => Promise<ClientRun>;
}

/** A repository and a client that knows nothing of us yet. */
async function openClient(
  { skip }: TestContext,
  name: ClientName,
  program: (modules: string, node: string) => readonly [program: string, ...args: string[]],
): Promise<Registered> {
  const folder = await installClient(name, skip);
  const node = await nodeFor(name, skip);
  const root = await realpath(await makeRepository({ "src/tea.ts": "export class Tea {}\n" }));
  const home = await makeClientHome();
  const [file, ...fixed] = program(join(folder, "node_modules"), node);
  return {
    root,
    home,
    run: async (...args) => await runClient([file, ...fixed, ...args], root, home, quiet(home)),
  };
}

/** What these clients need to be told to stay at home. */
function quiet({ folder }: ClientHome): Record<string, string> {
  return {
    CODEX_HOME: join(folder, ".codex"),
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    GEMINI_CLI_TRUST_WORKSPACE: "true",
  };
}

test("Codex takes the server from its command, and shows it as registered", async (context) => {
  const { home, run } = await openClient(context, "codex", (modules, node) => [
    node,
    join(modules, "@openai/codex/bin/codex.js"),
  ]);
  await mkdir(join(home.folder, ".codex"));
  expect((await run("mcp", "add", "repowright", "--", ...home.server)).exitCode).toBe(0);
  const { stdout } = await run("mcp", "get", "repowright", "--json");
  const [command, ...args] = home.server;
  expect(codexServer.parse(JSON.parse(stdout))).toMatchObject({
    enabled: true,
    transport: { type: "stdio", command, args },
  });
});

const codexServer = z.looseObject({ enabled: z.boolean(), transport: z.looseObject({}) });

test("Claude Code takes the server from its command, and connects", async (context) => {
  const { home, run } = await openClient(context, "claude-code", (modules, node) => [
    node,
    join(modules, "@anthropic-ai/claude-code/cli-wrapper.cjs"),
  ]);
  expect((await run("mcp", "add", "repowright", "--", ...home.server)).exitCode).toBe(0);
  expect((await run("mcp", "list")).stdout).toMatch(/^repowright: .* - ✔ Connected$/mu);
  expect((await run("mcp", "get", "repowright")).stdout).toContain("Status: ✔ Connected");
});

test("the Gemini CLI takes the server from its command, and connects", async (context) => {
  const { home, run } = await openClient(context, "gemini-cli", (modules, node) => [
    node,
    join(modules, "@google/gemini-cli/bundle/gemini.js"),
  ]);
  expect((await run("mcp", "add", "repowright", ...home.server)).exitCode).toBe(0);
  const { stdout, stderr } = await run("mcp", "list");
  expect(stdout + stderr).toMatch(/✓ repowright: .* \(stdio\) - Connected/u);
});

test("opencode takes the server from its configuration, and connects", async (context) => {
  const { root, home, run } = await openClient(context, "opencode", (modules) => [
    join(modules, `opencode-${process.platform}-${process.arch}`, "bin", "opencode"),
  ]);
  const mcp = { repowright: { type: "local", command: home.server } };
  await writeFile(join(root, "opencode.json"), JSON.stringify({ mcp }));
  const { stdout, stderr } = await run("mcp", "list");
  expect(stdout + stderr).toMatch(/✓ repowright connected/u);
});
