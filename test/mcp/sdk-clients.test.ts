import { join } from "node:path";
import { Client, type ClientOptions } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as ClientOfV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as TransportOfV1 } from "@modelcontextprotocol/sdk/client/stdio.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { tools } from "../../tools/index.ts";
import { mainFile, packageRoot } from "../support/package-root.ts";
import { environment } from "../support/start-server.ts";
import { makeShop } from "../test-runs/shop.ts";
import { recordOf, till } from "../tools/run-tests-support.ts";

/** As much of both generations of the SDK's client as their tests have in common. */
interface SdkClient {
  connect(program: StartedProgram): Promise<void>;
  close(): Promise<void>;
  /** Clients check structured content against the schemas that this has shown them. */
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(name: string, args: object, options?: CallOptions): Promise<Result>;
}

interface StartedProgram {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (report: { readonly progress: number }) => void;
}

type Result = Awaited<ReturnType<Client["callTool"]>>;

const clients: readonly (readonly [name: string, make: () => SdkClient])[] = [
  ["v1 client", olderClient],
  ["v2 client, by initialize", () => newerClient({ mode: "legacy" })],
  ["v2 client, of 2026-07-28", () => newerClient({ mode: { pin: "2026-07-28" } })],
];

describe.each(clients)("the %s", (_name, make) => {
  test("lists the tools and gets an answer that fits its schema from each", async () => {
    const client = make();
    onTestFinished(async () => await client.close());
    await client.connect(program(mainFile, "--root", await makeShop(till)));
    const listed = await client.listTools();
    expect(listed.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    let runId = "";
    for (const tool of tools) {
      const result = await client.callTool(tool.name, argumentsOf(tool.name, runId));
      runId = tool.name === "run_tests" ? recordOf(result).run_id : runId;
      expect(result, tool.name).not.toHaveProperty("isError", true);
      expect(result.content[0], tool.name).toMatchObject({ type: "text" });
      const isRecord = tool.listing().outputSchema !== undefined;
      expect(result.structuredContent !== undefined, tool.name).toBe(isRecord);
    }
  });

  test("is told of progress, and ends a call that it gives up", async () => {
    const client = make();
    onTestFinished(async () => await client.close());
    await client.connect(
      program(join(packageRoot, "dist", "test", "support", "scripted-server.js")),
    );
    const seen: number[] = [];
    await client.callTool(
      "search_code",
      { pattern: "progress 600" },
      {
        onprogress: ({ progress }) => seen.push(progress),
      },
    );
    expect(seen.length).toBeGreaterThan(1);

    const giveUp = new AbortController();
    const waiting = client.callTool("search_code", { pattern: "wait" }, { signal: giveUp.signal });
    giveUp.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    const after = await client.callTool("search_code", { pattern: "echo still here" });
    expect(after.content[0]).toMatchObject({ text: expect.stringContaining("still here") });
  });
});

/** A call of each tool that the till can answer; `get_test_run` comes after `run_tests`. */
function argumentsOf(tool: string, runId: string): object {
  switch (tool) {
    case "get_overview":
    case "undo_edit":
    case "run_tests":
      return {};
    case "find_symbols":
      return { query: "total" };
    case "find_references":
      return { symbol: "withTax" };
    case "check_code":
      return { paths: ["src"] };
    case "trace_impact":
      return { symbols: ["withTax"] };
    case "read_code":
      return { targets: ["src/total.js#total"] };
    case "search_code":
      return { pattern: "1.19" };
    case "apply_patch":
      return { patch: "*** Begin Patch\n*** Add File: src/vat.js\n+export {};\n*** End Patch\n" };
    case "edit_files":
      return { edits: [{ path: "src/greet.js", old_text: "morning", new_text: "evening" }] };
    case "rename_symbol":
      return { symbol: "withTax", new_name: "gross" };
    case "git_history":
      return { view: "log" };
    case "review_changes":
      return { scope: "files", paths: ["src"] };
    case "commit_changes":
      return { message: "Greet in the evening", paths: ["src/greet.js"], dry_run: true };
    case "get_test_run":
      return { run_id: runId };
    default:
      throw new Error(`Say here how ${tool} is called.`);
  }
}

function program(file: string, ...args: readonly string[]): StartedProgram {
  return { command: process.execPath, args: [file, ...args], env: environment() };
}

function olderClient(): SdkClient {
  const client = new ClientOfV1({ name: "older", version: "0" });
  return {
    connect: async (server) => await client.connect(new TransportOfV1(server)),
    close: async () => await client.close(),
    listTools: async () => await client.listTools(),
    callTool: async (name, args, options) =>
      // The older SDK's type also has a result of 2024-10-07, which no server gives that speaks a later revision.
      (await client.callTool({ name, arguments: { ...args } }, undefined, options)) as Result,
  };
}

function newerClient(versionNegotiation: ClientOptions["versionNegotiation"]): SdkClient {
  const client = new Client(
    { name: "newer", version: "0" },
    { ...(versionNegotiation !== undefined && { versionNegotiation }) },
  );
  return {
    connect: async (server) => await client.connect(new StdioClientTransport(server)),
    close: async () => await client.close(),
    listTools: async () => await client.listTools(),
    callTool: async (name, args, options) =>
      await client.callTool({ name, arguments: { ...args } }, options),
  };
}
