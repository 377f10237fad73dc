import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Engine } from "../engine.ts";
import { cut } from "../text/cut.ts";
import { renderVisible } from "../text/visible.ts";
import { callTool } from "./call-tool.ts";
import { findLimits } from "./client-limits.ts";
import { instructions } from "./instructions.ts";
import type { Prompt } from "./prompt.ts";
import { unknownName } from "./request-failure.ts";
import type { Resource, ResourceFamily } from "./resource.ts";
import { serveCompletion } from "./serve-completion.ts";
import { servePrompts } from "./serve-prompts.ts";
import { serveResources } from "./serve-resources.ts";
import type { Tool } from "./tool.ts";
import { withTask } from "./with-task.ts";
import { openWire } from "./wire.ts";

export interface ServeOptions {
  readonly tools: readonly Tool[];
  readonly resources: readonly (Resource | ResourceFamily)[];
  readonly prompts: readonly Prompt[];
  readonly engine: Engine;
  readonly version: string;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Where what is not protocol goes: stderr. */
  readonly report: (text: string) => void;
}

export interface Served {
  /** Settles when the client has left. */
  readonly ended: Promise<void>;
  /** Ends the connection; calls under way are aborted. */
  close(): Promise<void>;
}

/**
 * Serves the tools to one client, in the protocol's eras before and since 2026-07-28. Everything with
 * weight is in `options`: the SDK may ask for a second server when a client probes and falls back.
 */
export function serve(options: ServeOptions): Served {
  const byName = new Map(options.tools.map((tool) => [tool.name, tool]));
  const wire = openWire(options.input, options.output);
  const handle = serveStdio(() => createServer(byName, options), {
    transport: wire.transport,
    onerror: (error) => options.report(`${renderVisible(cut(error.message, 500))}\n`),
  });
  return { ended: wire.ended, close: async () => await handle.close() };
}

function createServer(tools: ReadonlyMap<string, Tool>, options: ServeOptions): McpServer {
  const info = { name: "repowright", title: "Repowright", version: options.version };
  const server = new McpServer(info, {
    instructions,
    capabilities: {
      tools: { listChanged: false },
      resources: { listChanged: false },
      prompts: { listChanged: false },
      completions: {},
    },
  });
  // Below the SDK's own registration: it would answer what is wrong in its words and without ours, and completes
  // without a signal.
  serveResources(server.server, options);
  servePrompts(server.server, options);
  serveCompletion(server.server, options);
  server.server.setRequestHandler("tools/list", () => {
    // Whoever lists the tools is about to use them. The listing goes out first.
    setImmediate(() => prepare(options));
    // Whether a sandbox is there, not whether it works: trying it takes longer than a client waits for its tools.
    const reach = options.engine.findReach();
    return { tools: [...tools.values()].map((tool) => tool.listing(reach)) };
  });
  server.server.setRequestHandler("tools/call", async ({ params }, context) => {
    const tool = tools.get(params.name);
    if (tool === undefined) {
      throw unknownName("tool", params.name, [...tools.keys()]);
    }
    const { engine, report } = options;
    const client = findLimits(server.server.getClientVersion()?.name);
    return await withTask(
      context,
      async (task) => await callTool(tool, params.arguments, { engine, client, ...task }, report),
    );
  });
  return server;
}

function prepare({ engine, report }: ServeOptions): void {
  engine.prepare().catch((error: unknown) => report(`${String(error)}\n`));
}
