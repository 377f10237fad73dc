import { join } from "node:path";
import { Client, type ClientOptions } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { mainFile, packageRoot } from "./package-root.ts";

export interface StartOptions {
  readonly root: string;
  /** Further options of the command line. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Which of the protocol's two eras the client speaks; `legacy` begins with `initialize`. */
  readonly era?: "legacy" | "modern";
  /** Another compiled program than the real server. */
  readonly program?: string;
  /** How long a call may take; 60 seconds, as most clients have it, if not given. */
  readonly timeoutMs?: number;
  /** The name the client gives itself. */
  readonly clientName?: string;
}

export interface StartedServer {
  readonly client: Client;
  readonly pid: number;
  /** The whole result of a tool. */
  readonly call: (tool: string, args?: Readonly<Record<string, unknown>>) => Promise<ToolResult>;
  /** The text of a tool's answer, or of its failure. */
  readonly callText: (tool: string, args?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** What the server wrote to stderr so far. */
  readonly stderr: () => string;
  readonly close: () => Promise<void>;
}

type ToolResult = Awaited<ReturnType<Client["callTool"]>>;

/** Starts the compiled server and connects the real client of the protocol to it. */
export async function startServer({
  root,
  args = [],
  env = {},
  era = "modern",
  program = mainFile,
  timeoutMs: timeout = 60_000,
  clientName: name = "repowright-test",
}: StartOptions): Promise<StartedServer> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, "--root", root, ...args],
    env: { ...environment(), ...env },
    stderr: "pipe",
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const client = new Client({ name, version: "0" }, eras[era]);
  await client.connect(transport);
  // Clients check structured content against schemas they have seen.
  await client.listTools();
  const call: StartedServer["call"] = async (tool, given = {}) =>
    await client.callTool({ name: tool, arguments: { ...given } }, { timeout });
  return {
    client,
    pid: transport.pid ?? 0,
    call,
    callText: async (tool, given) => textOf(await call(tool, given)),
    stderr: () => stderr,
    close: async () => await client.close(),
  };
}

/** The first text block of a result. */
export function textOf(result: ToolResult): string {
  const block = result.content.find(({ type }) => type === "text");
  return block?.type === "text" ? block.text : "";
}

const eras: Readonly<Record<"legacy" | "modern", ClientOptions>> = {
  legacy: { versionNegotiation: { mode: "legacy" } },
  modern: { versionNegotiation: { mode: { pin: "2026-07-28" } } },
};

/** As little of our own environment as a client passes on, and a cache that the next build removes. */
export function environment(): Record<string, string> {
  const passed = ["PATH", "HOME", "LANG", "TMPDIR", "SystemRoot", "LOCALAPPDATA"];
  const own = passed.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return {
    ...Object.fromEntries(own),
    REPOWRIGHT_CACHE_DIR: join(packageRoot, "dist", "test-cache"),
  };
}
