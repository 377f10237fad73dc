import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { onTestFinished, type TestContext } from "vitest";
import { z } from "zod";

import { makeClientHome } from "./client-home.ts";
import { installClient } from "./install-client.ts";
import { runClient } from "./run-client.ts";
import { type Act, type ModelRequest, startScriptedModel } from "./scripted-model.ts";

export interface CodexRun {
  /** What the model was sent; the last request holds the whole conversation. */
  readonly requests: readonly ModelRequest[];
  /** The calls of our tools that Codex made, with how they ended, by name: those that only read run side by side. */
  readonly calls: readonly string[];
  readonly lastMessage: string | undefined;
}

/**
 * `codex exec` in the repository, with a model that does what the turns say and never an approval. The name of the
 * model decides how Codex shows it our tools.
 */
export async function runCodex(
  { skip }: TestContext,
  model: string,
  root: string,
  turns: readonly (readonly Act[])[],
): Promise<CodexRun> {
  const folder = await installClient("codex", skip);
  const home = await makeClientHome();
  const scripted = await startScriptedModel(turns);
  onTestFinished(async () => await scripted.close());
  const configFolder = join(home.folder, ".codex");
  await mkdir(configFolder);
  await writeFile(
    join(configFolder, "config.toml"),
    renderConfig(model, scripted.url, home.server),
  );
  const launcher = join(folder, "node_modules", "@openai", "codex", "bin", "codex.js");
  const command = ["exec", "--json", "--skip-git-repo-check", "-C", root, "Fix the failing tests."];
  const { exitCode, stdout, stderr } = await runClient(
    [process.execPath, launcher, ...command],
    root,
    home,
    { CODEX_HOME: configFolder },
  );
  if (exitCode !== 0) {
    throw new Error(`codex ended with ${exitCode}: ${stderr}${stdout}`);
  }
  const items = stdout.split("\n").filter(Boolean).flatMap(completedItems);
  return {
    requests: scripted.requests,
    calls: items
      .flatMap(({ type, server, tool, status }) =>
        type === "mcp_tool_call" && server === "repowright" ? [`${tool} ${status}`] : [],
      )
      .toSorted(),
    lastMessage: items.findLast(({ type }) => type === "agent_message")?.text,
  };
}

const codexEvent = z.looseObject({
  type: z.string(),
  item: z
    .looseObject({
      type: z.string(),
      server: z.string().optional(),
      tool: z.string().optional(),
      status: z.string().optional(),
      text: z.string().optional(),
    })
    .optional(),
});

type Item = NonNullable<z.infer<typeof codexEvent>["item"]>;

function completedItems(line: string): Item[] {
  const { type, item } = codexEvent.parse(JSON.parse(line));
  return type === "item.completed" && item !== undefined ? [item] : [];
}

/** TOML takes strings and lists as JSON has them. */
function renderConfig(
  model: string,
  url: string,
  [command, ...args]: readonly [string, ...string[]],
): string {
  return `model = ${JSON.stringify(model)}
model_provider = "scripted"
approval_policy = "never"
sandbox_mode = "workspace-write"

[model_providers.scripted]
name = "scripted"
base_url = ${JSON.stringify(url)}
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0

[mcp_servers.repowright]
command = ${JSON.stringify(command)}
args = ${JSON.stringify(args)}
required = true
`;
}
