import {
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Engine } from "../engine.ts";
import { findClosest } from "../text/closest.ts";
import { cut } from "../text/cut.ts";
import { renderVisible } from "../text/visible.ts";
import { callTool, type CallResult } from "./call-tool.ts";
import { instructions } from "./instructions.ts";
import { throttleProgress } from "./progress.ts";
import type { Tool } from "./tool.ts";
import { openWire } from "./wire.ts";

export interface ServeOptions {
  readonly tools: readonly Tool[];
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
    capabilities: { tools: { listChanged: false } },
  });
  // Below the SDK's own registration of tools: it would answer invalid arguments in its words and without ours.
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
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        renderUnknownTool(params.name, [...tools.keys()]),
      );
    }
    return await answerCall(tool, params.arguments, context, options);
  });
  return server;
}

function prepare({ engine, report }: ServeOptions): void {
  engine.prepare().catch((error: unknown) => report(`${String(error)}\n`));
}

async function answerCall(
  tool: Tool,
  given: unknown,
  context: ServerContext,
  options: ServeOptions,
): Promise<CallResult> {
  const { signal, notify, _meta: meta } = context.mcpReq;
  const progressToken = meta?.progressToken;
  const throttled = throttleProgress((report) => {
    if (progressToken !== undefined) {
      // A report that cannot be delivered is no reason to fail the call.
      notify({ method: "notifications/progress", params: { progressToken, ...report } }).catch(
        () => undefined,
      );
    }
  });
  try {
    return await callTool(
      tool,
      given,
      { engine: options.engine, signal, progress: throttled.progress },
      options.report,
    );
  } finally {
    throttled.stop();
  }
}

function renderUnknownTool(name: string, known: readonly string[]): string {
  const closest = findClosest(name, known);
  const hint = closest === undefined ? "" : ` Did you mean ${closest}?`;
  return `Unknown tool ${JSON.stringify(name.slice(0, 100))}.${hint} Tools: ${known.join(", ")}.`;
}
